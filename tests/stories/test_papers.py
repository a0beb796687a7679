"""What residents show belongs to the case, and reaches nobody who does not need it."""

from sqlmodel import Session, select

from models.cases.tables import CaseFile, FileRole
from tests.support.telling import fill_in, picture, report, report_and_mend
from tests.support.world import World


async def test_what_was_shown_goes_to_who_has_the_job_and_to_nobody_else(world: World) -> None:
    """SEC-02: not into the group, not to who only asks, not to the desk; it moves with the job."""
    anna, zhang, li, wang = (world.humans[each] for each in ("anna", "zhang", "li", "wang"))
    groups = [world.humans[each] for each in ("zhang_in_group", "li_in_group", "management")]
    await world.reaches(9)
    await fill_in(world)
    await anna.sends(photos=[picture()])
    await anna.presses("提交报修")
    assert groups[0].sees("№1", "文件", "接单后")
    await groups[0].presses("接单")
    assert zhang.files() == ["photo"]
    await groups[1].presses("详情")
    await wang.says("/case 1")
    await world.humans["stranger_in_group"].presses("详情")
    await world.humans["chen"].says("/case 1")
    for human in (li, wang, world.humans["chen"], world.humans["stranger"], *groups):
        assert human.files() == []
    await wang.presses("更多")
    await wang.presses("派给")
    await wang.presses("李")
    assert li.files() == ["photo"]


async def test_a_picture_after_the_voice_belongs_to_the_result(world: World) -> None:
    """REP-12: said from the ladder, shown from the floor, minutes later; said of which job."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("完成")
    await zhang.sends(voice=b"OggS fixed")
    await world.waits(minutes=8)
    before = len(anna.files())
    await zhang.sends(photos=[picture()])
    assert zhang.sees("已加到 №1 的结果里")
    assert len(anna.files()) == before + 1
    await world.waits(minutes=8)
    await zhang.sends(photos=[picture()])
    assert zhang.heard_of("已加到 №1 的结果里") == 1


async def test_a_picture_with_words_after_the_result_is_asked_about(world: World) -> None:
    """REP-12: of the job or of something else, one press says which; nothing is reported by it."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("完成")
    await zhang.says("换了阀芯")
    before = len(anna.files())
    await zhang.sends("新的阀芯，水龙头不漏了", photos=[picture()])
    await zhang.presses("发给 №1 的住户")
    assert zhang.sees("已转给 №1 的住户")
    assert anna.sees("№1", "水龙头不漏了")
    assert len(anna.files()) == before + 1
    assert world.read(results_of) == 1


async def test_a_picture_for_colleagues_is_no_part_of_the_result(world: World) -> None:
    """REP-12, SEC-02: what stays inside is nowhere shown as what was done."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report_and_mend(world, 9)
    before = len(anna.files())
    await zhang.sends("// 水龙头旁边的旧阀芯", photos=[picture()])
    await zhang.presses("发给 №1 的住户")
    assert zhang.sees("已记在 №1")
    assert len(anna.files()) == before
    assert world.read(results_of) == 0


def results_of(session: Session) -> int:
    """Return how many files the results of all cases hold."""
    return len(session.exec(select(CaseFile).where(CaseFile.role == FileRole.RESULT)).all())
