"""Who never answers: the case stays open until a supervisor strikes it off, and says so."""

from tests.support.human import Human
from tests.support.telling import report_and_mend
from tests.support.world import World


async def strikes_off(world: World, who: str, number: int = 1) -> str:
    """Let somebody of the office try to strike it off; return what the press was answered."""
    human = world.humans[who]
    await human.says(f"/case {number}")
    message = human.messages[-1]["id"]
    data = f"1|strike_off|{number}|0"
    world.telegram.presses(human.telegram_id, human.chat_id, message, data, force=True)
    await world.settles()
    return human.toast


async def is_open(world: World) -> bool:
    """Tell whether the supervisor's list of open cases names №1."""
    supervisor = world.humans["supervisor"]
    await supervisor.says("/open")
    return "№1" in supervisor.heard[-1]


async def test_what_was_asked_in_vain_is_struck_off_by_a_supervisor_only(world: World) -> None:
    """GEN-08, CB-01: not before somebody asked in person; not by who asked; never as mended."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await report_and_mend(world, 12)
    await world.reaches(9)
    assert "先电话或上门问过" in await strikes_off(world, "supervisor")
    await officer.presses("没人接")
    await strikes_off(world, "wang")
    assert await is_open(world)
    assert "已办好" in await strikes_off(world, "supervisor")
    assert not await is_open(world)
    assert anna.sees("№1", "没有等到您的回答", "先办结")
    assert anna.sees("已办结。没有修好，请随时告诉我们")
    assert anna.heard_of("已按您的确认结束") == 0
    assert officer.sees("№1 的电话已办好")
    await world.humans["supervisor"].says("/why 1")
    assert world.humans["supervisor"].sees("主管办结，住户未答")


async def test_struck_off_it_can_still_come_back(world: World) -> None:
    """GEN-08, CB-14: the resident's word counts after it as before."""
    anna = world.humans["anna"]
    await report_and_mend(world, 12)
    await world.reaches(9)
    await world.humans["wang"].presses("不想说")
    assert world.humans["supervisor"].sees("№1", "不想说修得怎么样")
    await world.humans["supervisor"].presses("不等回答，办结")
    assert not await is_open(world)
    await anna.presses("没修好")
    assert await is_open(world)
    assert world.humans["zhang_in_group"].sees("№1", "第 1 次返修")


async def report_in_the_lobby(anna: Human) -> None:
    """Let Anna report a lamp of the lobby."""
    await anna.says("/repair")
    await anna.presses("照明")
    await anna.presses("大堂")
    await anna.says("大堂的灯不亮")
    await anna.presses("提交报修")


async def test_the_reply_about_a_common_part_asks_in_vain_when_its_day_is_over(
    world: World,
) -> None:
    """GEN-08, CB-05: nobody telephones; not struck off while who reported can still answer."""
    anna, supervisor = world.humans["anna"], world.humans["supervisor"]
    await report_in_the_lobby(anna)
    await world.humans["li_in_group"].presses("接单")
    await world.reaches(12)
    await world.humans["li_in_group"].presses("完成")
    await world.humans["li"].says("换了灯管")
    assert anna.sees("谢谢您的报修", "№1", "换了灯管")
    assert "先电话或上门问过" in await strikes_off(world, "supervisor")
    await world.reaches(9)
    assert world.humans["wang"].heard_of("回访") == 0
    assert "已办好" in await strikes_off(world, "supervisor")
    await supervisor.says("/why 1")
    assert supervisor.sees("主管办结，住户未答")
