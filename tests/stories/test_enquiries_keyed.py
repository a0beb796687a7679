"""Enquiries, suggestions and praise by voice, keyed in with /new as if they had been written."""

from tests.support.asking import IDEA, QUESTION, answers, taken
from tests.support.human import Human
from tests.support.register import moves_in
from tests.support.world import World

PHONE = "+8613911112222"


async def keys_in(
    world: World, sort: str, words: str, whom: str = "", since: str = "刚才"
) -> Human:
    """Let an officer key it in for a resident without Telegram; it is nine o'clock."""
    await world.reaches(9)
    world.write(lambda session: moves_in(session, "周小云", "102", phone=PHONE))
    officer = world.humans["wang"]
    await officer.says("/new")
    await officer.says("周小云")
    await officer.presses(sort)
    await officer.says(words)
    if whom:
        await officer.presses(whom)
    await officer.presses("电话")
    await officer.presses(since)
    return officer


async def test_a_question_at_the_desk_is_a_case_with_its_promise(world: World) -> None:
    """GEN-01, GEN-06, ENQ-01, ENQ-04: told by when; the answer is brought by telephone."""
    wang = await keys_in(world, "❓ 咨询", QUESTION, since="更早")
    assert wang.sees("№1", "已登记", "11月24日(周二)09:00 前答复", "没有 Telegram", "登记晚了")
    assert world.humans["management"].sees("咨询 №1", QUESTION, "1号楼 102")
    await answers(await taken(world))
    assert wang.sees("请电话通知", "周小云", PHONE)
    await wang.says("/why 1")
    assert wang.sees("№1 的经过", "来电，由客服登记")


async def test_an_idea_by_telephone_has_its_three_days(world: World) -> None:
    """GEN-01, ENQ-05: at the desk at once, answered within the limit of a suggestion."""
    wang = await keys_in(world, "💡 建议", IDEA)
    assert wang.sees("建议", "№1", "11月26日(周四)18:00 前答复")
    assert wang.heard_of("登记晚了") == 0
    assert world.humans["management"].sees("建议 №1", IDEA)


async def test_praise_by_telephone_reaches_who_is_praised(world: World) -> None:
    """GEN-01, ENQ-08: the colleague hears it in the resident's words, and the head."""
    wang = await keys_in(world, "🌷 表扬", "张建国修得又快又干净")
    assert wang.sees("表扬", "№1", "谢谢住户")
    assert world.humans["zhang"].sees("住户表扬您", "又快又干净")
    assert world.humans["head"].sees("住户表扬", "又快又干净")


async def test_who_is_praised_is_asked_where_nobody_is_named(world: World) -> None:
    """ENQ-08: the whole team with one press."""
    wang = await keys_in(world, "🌷 表扬", "楼道很干净", whom="整个团队")
    assert wang.sees("表扬", "№1", "谢谢住户")
    assert world.humans["head"].sees("住户表扬", "楼道很干净")


async def test_what_is_about_the_officer_is_keyed_in_by_a_colleague(world: World) -> None:
    """GEN-01, SEC-01: nobody keeps the record of what is asked about themselves."""
    wang = await keys_in(world, "💡 建议", "王芳的窗口应该早点开")
    assert "提到您" in wang.toast
    await wang.says("/case 1")
    assert wang.heard_of("窗口应该早点开") == 0
