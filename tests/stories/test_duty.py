"""Who is not here today, and what becomes of their work: no case without an owner."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.estate.importing import apply_import
from models.people.tables import Duty, Shift, Staff, StaffRole
from models.workbook import Book, Row
from tests.support.asking import ask
from tests.support.blocking import drives, is_blocked
from tests.support.hands import nobodys
from tests.support.human import Human
from tests.support.register import the_estate
from tests.support.telling import mend, report, report_and_mend
from tests.support.whole_story import STOPS, story
from tests.support.world import World

NAMES = {"zhang": "张建国", "wang": "王芳"}


def stands_in(session: Session, name: str, deputy: str) -> None:
    """Let the one be the deputy of the other."""
    staff = session.exec(select(Staff).where(Staff.name == name)).one()
    staff.deputy = deputy
    session.add(staff)


def imports(world: World, **sheets: list[Row]) -> None:
    """Bring a workbook with these sheets."""

    def bring(session: Session) -> None:
        estate = the_estate(session)
        estate.hotline = None  # of no country's numbers
        apply_import(session, Book(sheets), estate)

    world.write(bring)


async def falls_ill(world: World, name: str = "zhang") -> None:
    """Say, and confirm, that today is not possible."""
    await world.humans[name].says("/duty")
    await world.humans[name].presses(f"{NAMES[name]}\u2069 不在")
    await world.humans[name].presses("是的，今天不在")


async def test_the_deputy_gets_the_work_of_who_falls_ill(world: World) -> None:
    """GEN-12: sheet to the deputy; the resident hears nothing, for her appointment stays."""
    anna, zhang, li = world.humans["anna"], world.humans["zhang"], world.humans["li"]
    world.write(lambda s: stands_in(s, "张建国", "李明"))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    told = len(anna.heard)
    await falls_ill(world)
    assert zhang.sees("今天不在", "№1")
    assert zhang.sees("工单 №1", "已不归您处理")
    assert li.sees("工单 №1", "林女士", "滴水")
    assert li.sees("您是代理人", "№1")
    assert len(anna.heard) == told
    assert anna.sees("№1", "李师傅负责这件事")
    assert nobodys(world) == []


async def test_without_a_deputy_the_group_is_called_and_the_supervisor_assigns(
    world: World,
) -> None:
    """GEN-12, S-13: an officer says it for him; two presses give the case to somebody else."""
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await world.humans["wang"].says("/duty")
    await world.humans["wang"].presses("张建国\u2069 不在")
    await world.humans["wang"].presses("是的")
    assert group.sees("№1", "前接单")
    assert supervisor.sees("№1", "张建国", "已转回维修群")
    assert nobodys(world) == []
    await supervisor.presses("派给谁")
    assert not any("张建国" in label for label in supervisor.buttons())
    await supervisor.presses("李明")
    assert world.humans["li"].sees("工单 №1", "林女士")
    assert nobodys(world) == []


async def test_who_waits_at_the_door_is_told(world: World) -> None:
    """ETQ-06: he was on the way; she hears at once that somebody else is looked for."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await group.presses("出发")
    await falls_ill(world)
    assert anna.sees("很抱歉", "№1", "正在另外安排")


async def test_nobody_but_officers_says_it_for_somebody_else(world: World) -> None:
    """A technician's list has a button for himself alone; back again, he can be given work."""
    zhang, wang = world.humans["zhang"], world.humans["wang"]
    await world.reaches(9)
    await zhang.says("/duty")
    assert zhang.sees("当班", "王芳", "08:00–18:00")
    assert [label for label in zhang.buttons() if "不在" in label] == ["✖ \u2068张建国\u2069 不在"]
    await falls_ill(world)
    await wang.says("/duty")
    assert wang.sees("张建国", "今天不在")
    await wang.presses("张建国\u2069 回来了")
    await report(world)
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("派给谁")
    assert any("张建国" in label for label in wang.buttons())


async def test_who_has_left_keeps_nothing(world: World) -> None:
    """GEN-12: the import names the last day; at its midnight the work goes to the deputy."""
    li = world.humans["li"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    row = {"name": "张建国", "role": StaffRole.TECHNICIAN, "deputy": "李明",
           "left_on": date(2026, 11, 24)}  # fmt: skip
    imports(world, staff=[row])
    await world.reaches(23, 59)
    assert li.heard_of("工单 №1") == 0
    await world.waits(minutes=1)
    assert li.sees("工单 №1", "林女士")
    assert nobodys(world) == []


async def test_the_work_of_who_blocks_the_bot_goes_on(world: World) -> None:
    """GEN-12: a sheet that cannot be delivered is in nobody's hands."""
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    world.telegram.blocks(21)
    await world.settles()
    await world.waits(seconds=2)
    assert group.sees("№1", "前接单")
    assert world.humans["supervisor"].sees("№1", "已转回维修群")
    assert nobodys(world) == []


async def test_who_cannot_be_written_to_is_asked_to_come_first(world: World) -> None:
    """GEN-12: he presses in the group; without his private chat the sheet would reach nobody."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    await world.reaches(9)
    world.telegram.blocks(21)
    await report(world)
    await group.presses("接单")
    assert "发不到您的私聊" in group.toast
    assert nobodys(world) == []
    await zhang.says("/start")
    await group.presses("接单")
    assert zhang.sees("工单 №1", "林女士")


async def test_who_takes_a_job_is_here_again(world: World) -> None:
    """GEN-12: back at noon after all, he needs to tell nobody but take his work."""
    await world.reaches(9)
    await falls_ill(world)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang"].says("/duty")
    assert " · 今天不在" not in world.humans["zhang"].heard[-1]
    assert nobodys(world) == []


@pytest.mark.parametrize("taken", ["我来接待", "我来打电话", "我来办", "我去看"])
async def test_who_takes_what_somebody_waits_for_is_here_again(world: World, taken: str) -> None:
    """GEN-12: a talk, a call, a question, a car in the way: whoever takes it is not away."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    world.write(drives)
    await world.reaches(9)
    if taken == "我来办":
        await ask(world)
        wang_there = Human(world, wang.telegram_id, world.humans["management"].chat_id)
    elif taken == "我去看":
        await is_blocked(world)
        await world.humans["chen"].presses("来不了")
        wang_there = wang
    else:
        await anna.says("/person")
        wang_there = wang
    await falls_ill(world, "wang")
    await wang_there.presses(taken)
    await world.waits(seconds=1)
    assert nobodys(world) == []
    await wang.says("/duty")
    assert "王芳\u2069 · 今天不在" not in wang.heard[-1]


async def test_an_open_telephone_task_goes_to_the_deputy(world: World) -> None:
    """GEN-12, CB-01: the officer falls ill, the call is not forgotten."""
    world.write(lambda s: stands_in(s, "王芳", "赵强"))
    await report_and_mend(world, 12)
    await world.reaches(8)
    assert world.humans["wang"].sees("请电话回访 №1")
    assert world.humans["supervisor"].heard_of("请电话回访") == 0
    await falls_ill(world, "wang")
    assert world.humans["supervisor"].sees("请电话回访 №1", "林秀英")
    assert world.humans["wang"].sees("№1", "已交给同事")
    assert world.humans["wang"].heard_of("林秀英") == 0
    assert nobodys(world) == []


async def test_what_is_partly_mended_does_not_go_back_to_who_is_away(world: World) -> None:
    """CB-01, GEN-12: the same technician comes again, unless he is not here."""
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    await falls_ill(world)
    await world.waits(hours=2, minutes=1)
    await world.humans["anna"].presses("还差一点")
    assert world.humans["zhang_in_group"].sees("№1", "前接单")
    assert nobodys(world) == []


@pytest.mark.parametrize("stop", [each for each in STOPS if each != "closed"])
async def test_no_case_is_without_an_owner_wherever_the_story_stands(
    world: World, stop: str
) -> None:
    """GEN-12, S-13: at every stop, and when everybody with work falls ill there."""
    async for _ in story(world, until=stop):
        assert nobodys(world) == []
    await falls_ill(world)
    assert nobodys(world) == []
    await world.waits(hours=30)
    assert nobodys(world) == []


async def test_two_spans_a_day_and_the_order_of_who_is_on_call(world: World) -> None:
    """S-45: a split shift is two rows of the roster; a new roster of the day takes their place."""
    zhang = world.humans["zhang"]

    def rows(*spans: str) -> list[Row]:
        hers = [("王芳", "mon", *span.split("-"), Duty.SHIFT, 1) for span in spans]
        day = "2026-11-23"
        on_call = [
            (name, day, "00:00", "23:59", Duty.ON_CALL, order)
            for name, order in (("钱主任", 2), ("赵强", 1))
        ]
        columns = ("staff", "on", "from", "to", "duty", "order")
        return [dict(zip(columns, row, strict=True)) for row in (*hers, *on_call)]

    imports(world, roster=rows("07:00-11:00", "15:00-19:00"))
    await zhang.says("/duty")
    shown = zhang.heard[-1]
    assert "王芳\u2069（客服专员）07:00–11:00" in shown
    assert "王芳\u2069（客服专员）15:00–19:00" in shown
    assert shown.index("赵强") < shown.index("钱主任")
    assert "08:00–18:00" not in shown[shown.index("王芳") : shown.index("王芳") + 30]
    imports(world, roster=rows("09:00-17:00"))
    spans = world.read(
        lambda s: s.exec(
            select(Shift.begins).join(Staff).where(Staff.name == "王芳", Shift.on == "mon")
        ).all()
    )
    assert spans == ["09:00"]
