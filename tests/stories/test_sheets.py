"""The sheet of a job: parts, signature, its way back to the desk, and a technician's day."""

import pytest
from sqlmodel import select

from models.cases.tables import CaseFile
from models.repairs.tables import FittedPart, Repair
from tests.support.telling import mend, picture, report
from tests.support.world import World, sets


async def takes_and_mends(world: World) -> None:
    """Let Anna report and Zhang be done by ten."""
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("出发")
    await world.humans["zhang_in_group"].presses("到了")
    await world.waits(hours=1)
    await mend(world, "换了角阀")


@pytest.mark.slow
async def test_a_job_needs_four_presses_and_ten_in_a_row_need_forty(world: World) -> None:
    """REP-07, REP-08: take it, set off, finish, "it is mended"; nothing else is asked."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    for _ in range(10):
        await report(world)
        await world.humans["zhang_in_group"].presses("接单")
        await world.humans["zhang_in_group"].presses("出发")
        await world.humans["zhang_in_group"].presses("完成")
        await zhang.presses("已修好")
    presses = world.telegram.state["queries"].values()
    assert sum(each["user"] == 21 for each in presses) == 40
    assert anna.heard_of("修好了") >= 10
    await zhang.says("/mine")
    assert zhang.heard[-1].count("单待交回") == 10


async def test_the_resident_signs_the_result_with_its_parts(world: World) -> None:
    """REP-12, S-06, S-11: item, specification and model; the signature's time on every card."""
    anna, zhang, wang = (world.humans[each] for each in ("anna", "zhang", "wang"))
    await takes_and_mends(world)
    await anna.presses("确认签收")
    assert anna.sees("№1", "住户已签收 11月23日(周一)10:00")
    await anna.presses("确认签收")
    assert "已经签收过" in anna.toast
    await zhang.presses("写配件型号")
    await zhang.says("角阀，DN15，JF-20\n生料带")
    assert anna.sees("№1", "这些配件", "角阀 · DN15 · JF-20", "生料带")
    assert "住户已签收" not in "".join(anna.heard)  # what was signed has changed
    await world.waits(minutes=5)
    await anna.presses("确认签收")
    assert zhang.sees("工单 №1", "服务工作单", "角阀 · DN15 · JF-20", "已签收", "10:05", "领单")
    await wang.says("/case 1")
    assert wang.sees("№1", "换了角阀", "JF-20", "10:05")
    parts = world.read(lambda s: s.exec(select(FittedPart.item, FittedPart.model)).all())
    assert parts == [("角阀", "JF-20"), ("生料带", "")]


async def test_the_sheet_shows_the_times_that_the_estate_keeps(world: World) -> None:
    """S-11: `workorder.times`: what it does not keep is on no card, though it is known."""
    zhang = world.humans["zhang"]
    world.write(lambda session: sets(session, "workorder.times", ["collected", "left"]))
    await takes_and_mends(world)
    await world.humans["anna"].presses("确认签收")
    assert zhang.sees("工单 №1", "服务工作单", "领单 11月23日(周一)09:00", "离开")
    assert (zhang.heard_of("\n离开"), zhang.heard_of("\n到场")) == (1, 0)
    times = world.read(lambda s: s.exec(select(Repair.arrived_at)).one())
    assert times is not None


async def test_a_sheet_signed_on_paper_is_photographed(world: World) -> None:
    """REP-12: every page of it, until the press that says that it is whole."""
    zhang = world.humans["zhang"]
    await takes_and_mends(world)
    await zhang.presses("拍签好的单")
    await zhang.presses("发完了")
    assert "请先发照片：这里等的是签好的单" in zhang.heard[-1]
    await zhang.says("住户不在家，下次再签")
    assert "请先发照片：这里等的是签好的单" in zhang.heard[-1]
    assert "刚才写的没有保存" in zhang.heard[-1]
    await zhang.sends(photos=[picture(n) for n in (10, 20)])
    await zhang.presses("发完了")
    assert zhang.sees("已保存签好的单")
    assert zhang.sees("№1", "已签收", "纸质单 2 张照片")
    roles = world.read(lambda s: s.exec(select(CaseFile.role)).all())
    assert roles == ["sheet", "sheet"]


async def test_sheets_come_back_before_the_shift_ends(world: World) -> None:
    """REP-13, S-11: one reminder for all that are out, then an officer; one press returns them."""
    zhang, wang = world.humans["zhang"], world.humans["wang"]
    await takes_and_mends(world)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world, "又换了一只")
    await world.reaches(17, 29)
    assert zhang.heard_of("快下班了") == 0
    await world.reaches(17, 30)
    assert zhang.sees("快下班了", "2 张单", "№1、№2")
    await world.reaches(18)
    assert wang.sees("张师傅还有 2 张单没有交回", "№1、№2")
    await wang.presses("都已交回")
    assert "2 张单" in wang.toast
    await zhang.presses("都已交回")
    assert "已经交回过" in zhang.toast
    times = world.read(lambda s: s.exec(select(Repair.returned_at, Repair.left_at)).all())
    assert [f"{back:%H:%M} {left:%H:%M}" for back, left in times] == ["10:00 02:00"] * 2
    await world.waits(days=2)
    assert zhang.heard_of("快下班了") == 1


async def test_a_sheet_that_is_back_troubles_nobody(world: World) -> None:
    """REP-13: the technician's own press is enough; work after the shift has until the next."""
    zhang, wang = world.humans["zhang"], world.humans["wang"]
    await takes_and_mends(world)
    await zhang.presses("单已交回")
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(19)
    assert (zhang.heard_of("快下班了"), wang.heard_of("没有交回")) == (0, 0)
    await mend(world, "晚上换好了")
    await world.reaches(17, 29)
    assert zhang.heard_of("快下班了") == 0
    await world.reaches(17, 30)
    assert zhang.sees("快下班了", "1 张单", "№2")


async def test_a_sheet_without_a_result_is_asked_about_after_two_hours(world: World) -> None:
    """REP-14, S-08: the sheet is back, nobody has entered what was done."""
    zhang, wang = world.humans["zhang"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("单已交回")
    await world.waits(hours=1, minutes=59)
    assert wang.heard_of("结果还没有写") == 0
    await world.waits(minutes=1)
    assert wang.sees("№1", "结果还没有写", "张师傅")
    await zhang.presses("完成")
    await zhang.says("换了阀芯")
    await world.waits(hours=3)
    assert wang.heard_of("结果还没有写") == 1


async def test_the_technician_says_how_far_away(world: World) -> None:
    """ETQ-06: one more press, not needed; the resident reads the minute."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("出发")
    await zhang.presses("20 分钟到")
    assert anna.sees("张师傅大约 20 分钟后到（09:20）", "№1")
    assert zhang.sees("№1", "已告诉住户 09:20 到")


async def test_a_day_is_read_in_the_order_of_its_appointments(world: World) -> None:
    """REP-08: each job with its next steps; for staff only."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await anna.says("/repair")
    for label in ("水", "1号楼 10", "是新的问题"):
        await anna.presses(label)
    await anna.says("马桶漏水")
    for label in ("今天", "14:00", "电话", "提交报修"):
        await anna.presses(label)
    for _ in range(2):
        await world.humans["zhang_in_group"].presses("接单")
    await zhang.says("/mine")
    day = zhang.heard[-1]
    assert day.index("№2") < day.index("№1")
    assert zhang.buttons()[0] == "№2 🚶 出发"
    await zhang.presses("№2 🚶 出发")
    assert anna.sees("张师傅已出发", "№2")
    await anna.says("/mine")
    assert "只给工作人员用" in anna.heard[-1]
