"""A technician with wet hands writes what was done instead of pressing "done"."""

import pytest
from sqlmodel import select

from models.cases.tables import Case
from models.repairs.rules import Status
from models.repairs.tables import Repair
from tests.support.telling import picture, report, report_and_take
from tests.support.world import World


@pytest.fixture
async def taken(world: World) -> World:
    """Zhang has Anna's repair."""
    return await report_and_take(world)


@pytest.mark.parametrize(
    "said",
    [
        "换好了",
        "阀芯已经换咗新嘅，試過唔漏水",
        "整好喇",
        "Replaced the cartridge, no more dripping",
        "搞定",
    ],
)
async def test_what_was_done_is_the_result_at_one_press(taken: World, said: str) -> None:
    """REP-08, CB-01: no report of a repair, and not asked a second time."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await zhang.says(said)
    assert zhang.sees("还没有发给任何人", "做完了")
    assert zhang.buttons()[0] == "✔ 完成 №1"
    await zhang.presses("完成 №1")
    assert zhang.sees("№1")
    assert anna.sees(said)
    repair = taken.read(lambda session: session.exec(select(Repair)).one())
    assert repair.result == said
    assert taken.read(lambda session: session.get_one(Case, repair.id).status) == Status.DONE


async def test_a_captioned_photograph_is_result_and_picture(taken: World) -> None:
    """REP-08: what the technician shows is kept with what was done."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await zhang.sends("新阀芯装好了", photos=[picture(20)])
    await zhang.presses("完成 №1")
    await taken.waits(seconds=1)
    assert anna.sees("新阀芯装好了")
    assert "photo" in anna.files()


@pytest.mark.parametrize(
    "said",
    ["还没修好", "十分钟后到", "修好了吗", "水管爆了", "Not fixed yet", "配件没换好", "聽日先整好"],
)
async def test_what_is_not_done_is_offered_no_end(taken: World, said: str) -> None:
    """CB-01: nobody is asked about a job that goes on."""
    zhang = taken.humans["zhang"]
    await zhang.says(said)
    assert not [each for each in zhang.buttons() if "完成" in each]


async def test_of_two_jobs_each_is_offered(taken: World) -> None:
    """REP-06: whoever has two in hand says which one it was."""
    zhang = taken.humans["zhang"]
    await report(taken, "chen", told="厕所水箱不停", home="1号楼 102")
    await taken.humans["zhang_in_group"].presses("接单")
    await zhang.says("修好了")
    assert zhang.buttons()[:2] == ["✔ 完成 №2", "✔ 完成 №1"]


async def test_old_buttons_end_nothing(taken: World) -> None:
    """SEC-01: the words are used up; what was given back is nobody's to finish."""
    zhang = taken.humans["zhang"]
    await zhang.says("换好了")
    offered = zhang.newest("还没有发给任何人")
    await taken.humans["zhang_in_group"].presses("更多")
    await zhang.presses("转出")
    await zhang.presses("缺材料")
    await zhang.presses("转回维修群")
    await zhang.presses("完成 №1", old=offered)
    assert taken.read(lambda session: session.exec(select(Case)).one().status) == Status.REPORTED


async def test_a_resident_of_the_staff_reports_what_is_broken(world: World) -> None:
    """REP-01: without a job in hand "mended" is no end of anything."""
    zhang = world.humans["zhang"]
    await zhang.says("修好了")
    assert not [each for each in zhang.buttons() if "完成" in each]
