"""Suggestions 建议: passed to who handles them, adopted or not with thanks, within three days."""

from tests.support.asking import IDEA, suggest, taken
from tests.support.human import Human
from tests.support.world import World, sets


async def test_a_suggestion_has_thanks_a_number_and_three_days(world: World) -> None:
    """CB-10, ENQ-05, S-28: with the handlers at once; the time of the reply is told."""
    anna = await suggest(world)
    assert anna.sees("建议 №1", IDEA, "谢谢您的建议", "最晚 11月26日(周四)18:00 前答复您")
    assert world.humans["management"].sees("建议 №1", "三号门", "待接手")


async def test_free_words_that_suggest_become_one_with_one_press(world: World) -> None:
    """ENQ-05: in the same words, not asked twice."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await anna.says("建议在三号门装一盏灯")
    await anna.presses("就提这个建议")
    assert anna.sees("建议 №1", "建议在三号门装一盏灯", "前答复您")


async def test_the_first_screen_of_the_faq_leads_to_it(world: World) -> None:
    """ENQ-05, FAQ-01: nothing more stands in the menu."""
    anna = world.humans["anna"]
    await anna.says("/faq")
    await anna.presses("提建议")
    await anna.says(IDEA)
    assert anna.sees("建议 №1", IDEA)


async def test_an_adopted_suggestion_is_told_with_its_measures_and_again_when_done(
    world: World,
) -> None:
    """ENQ-06, ENQ-07, CB-10: method and measures, carried out, special thanks if it did good."""
    anna = await suggest(world)
    wang = await taken(world)
    await _adopted(wang)
    assert anna.sees("非常感谢", "采纳了", "下周一工程部装好", "落实后再告诉您")
    await anna.says("/cases")
    assert anna.sees("№1", "已采纳，待落实")
    await wang.presses("已落实")
    await wang.says("灯已经装好，晚上亮了")
    await wang.presses("效果很好")
    await wang.presses("告诉住户")
    assert anna.sees("已经落实", "灯已经装好", "特别感谢您")
    await world.waits(days=5)
    assert wang.heard_of("已过答复时间") == 0


async def test_carried_out_without_notable_effect_is_told_plainly(world: World) -> None:
    """ENQ-07: special thanks are for what did much good."""
    anna = await suggest(world)
    wang = await taken(world)
    await _adopted(wang)
    await wang.presses("已落实")
    await wang.says("灯已经装好")
    await wang.presses("已经做好")
    await wang.presses("告诉住户")
    assert anna.sees("已经落实", "灯已经装好")
    assert anna.heard_of("特别感谢您") == 0


async def test_one_that_is_not_adopted_has_thanks_and_the_reason(world: World) -> None:
    """CB-10, ENQ-05, ETQ-08: thanks in any case, regret, the reason, and an invitation."""
    anna = await suggest(world)
    wang = await taken(world)
    await wang.presses("不采纳")
    await wang.says("消防通道不能立灯杆")
    await wang.presses("告诉住户")
    assert anna.sees("非常感谢您的建议", "很抱歉", "消防通道不能立灯杆")
    await world.waits(days=5)
    assert anna.heard_of("非常抱歉") == 0


async def test_the_office_sets_the_limit(world: World) -> None:
    """S-28: `suggestion.limit_days`."""
    world.write(lambda session: sets(session, "suggestion.limit_days", 1))
    anna = await suggest(world)
    assert anna.sees("最晚 11月24日(周二)18:00 前答复您")


async def test_what_nobody_takes_is_with_the_supervisor_after_two_hours(world: World) -> None:
    """ENQ-05: passed on within two hours, of service: an idea of the evening waits for morning."""
    await world.reaches(19)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await anna.says("/suggest")
    await anna.says(IDEA)
    await world.reaches(9, 59)
    assert zhao.heard_of("两小时还没有人接手") == 0
    await world.reaches(10)
    assert zhao.sees("建议 №1", "两小时还没有人接手")


async def test_after_three_days_it_climbs_with_an_apology(world: World) -> None:
    """CB-10, GEN-07, ETQ-06: the supervisor hears it, and the resident before asking."""
    anna = await suggest(world)
    await taken(world)
    await world.waits(days=3, hours=8)
    assert anna.heard_of("非常抱歉") == 0
    await world.waits(hours=1)
    assert anna.sees("非常抱歉", "№1")
    assert world.humans["supervisor"].sees("建议 №1", "已过答复时间", "王芳")


async def _adopted(handler: Human) -> None:
    await handler.presses("✔ 采纳")
    await handler.says("下周一工程部装好，费用三百元")
    await handler.presses("采纳，告诉住户")
