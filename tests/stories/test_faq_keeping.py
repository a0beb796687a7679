"""The FAQ 答客问 is kept right: changed in chat and in the workbook, confirmed twice a year."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.estate.exporting import export_book
from models.estate.importing import apply_import, plan_import
from models.estate.tables import Estate
from models.faq.tables import FaqChange, FaqEntry
from models.people.tables import Department, Staff
from models.workbook import Book, Row
from scheduler.faq import plan_faq
from tests.support.answers import few, sample_faq, with_faq
from tests.support.pressing import press_each
from tests.support.world import World, leaves, sets

OFFICE = ("zhang", "li", "wang", "supervisor", "head")


@pytest.fixture
def faq(world: World) -> World:
    """An estate that has its answers, and a clock that has looked ahead."""
    with_faq(world)
    plan_faq(world.database, world.clock)
    return world


def entries(world: World) -> list[FaqEntry]:
    """Return the answers as they stand."""
    return world.read(lambda s: s.exec(select(FaqEntry).order_by(FaqEntry.id)).all())


async def test_the_supervisor_changes_an_answer_and_everybody_reads_it(faq: World) -> None:
    """FAQ-01: changes in time: the day is today's, and who did it when is kept."""
    supervisor, anna = faq.humans["supervisor"], faq.humans["anna"]
    await supervisor.says("/faq 快递")
    await supervisor.presses("改回答")
    await supervisor.says("快递柜在1号楼大堂，大件请找大堂岗。")
    assert supervisor.sees("快递柜在1号楼大堂，大件请找大堂岗。", "11月23日(周一)核实")
    await anna.says("/faq 快递")
    assert anna.sees("快递柜在1号楼大堂", "11月23日(周一)核实")
    (change,) = faq.read(lambda s: s.exec(select(FaqChange)).all())
    assert (change.action, change.at) == ("changed", faq.clock.now())
    assert change.answer.startswith("快递柜在1号楼")
    assert faq.read(lambda s: s.get_one(Staff, change.staff_id).name) == "赵强"


async def test_an_answer_that_is_none_is_not_taken(faq: World) -> None:
    """FAQ-03: the office does not answer "do not know", not even in writing."""
    supervisor = faq.humans["supervisor"]
    await supervisor.says("/faq 快递")
    await supervisor.presses("改回答")
    await supervisor.says("不知道。")
    assert supervisor.sees("请不要只回答“不知道”")
    assert not faq.read(lambda s: s.exec(select(FaqChange)).all())


async def test_a_new_question_is_added_and_found(faq: World) -> None:
    """FAQ-01: checked before it stands; under the manual's group, found by its other words too."""
    supervisor, anna = faq.humans["supervisor"], faq.humans["anna"]
    await supervisor.says("/faq")
    await supervisor.presses("加一条")
    await supervisor.presses("日常生活")
    await supervisor.says("游泳池几点开门？")
    await supervisor.says("每天6:00到22:00，周一下午清洗。")
    await supervisor.says("泳池；游泳时间")
    assert supervisor.sees("请核对", "游泳池几点开门", "周一下午清洗", "泳池")
    await supervisor.presses("加进答客问")
    await anna.says("/faq 泳池")
    assert anna.sees("游泳池几点开门", "周一下午清洗", "日常生活", "11月23日(周一)核实")
    await supervisor.says("/faq")
    await supervisor.presses("加一条")
    for word in ("日常生活", "游泳池几点开门", "每天", "泳池"):
        await supervisor.says(word)
    await supervisor.presses("加进答客问")
    assert "已经有这个问题" in supervisor.heard[-1] + supervisor.toast


async def test_an_entry_is_removed_and_put_back(faq: World) -> None:
    """FAQ-01: gone from search, quiz and workbook; one press and it is as it was."""
    supervisor, anna = faq.humans["supervisor"], faq.humans["anna"]
    await supervisor.says("/faq 快递")
    await supervisor.presses("删除这条")
    assert supervisor.sees("快递放在哪里？", "已从答客问中删除")
    await anna.says("/faq 快递放在哪里？")
    assert "快递柜" not in anna.heard[-1]
    assert "快递放在哪里？" not in faq.write(questions_exported)
    await supervisor.presses("放回去")
    assert supervisor.sees("快递放在哪里", "7月6日(周一)核实")
    await anna.says("/faq 快递放在哪里？")
    assert anna.sees("快递柜", "7月6日(周一)核实")
    assert "快递放在哪里？" in faq.write(questions_exported)
    changes = faq.read(lambda s: s.exec(select(FaqChange).order_by(FaqChange.id)).all())
    assert [each.action for each in changes] == ["removed", "restored"]


def questions_exported(session: Session) -> set[str]:
    """Return the questions as the workbook has them."""
    estate = session.exec(select(Estate)).one()
    estate.hotline = None  # of no country's numbers
    book = export_book(session, estate)
    return {str(row["question"]) for row in book.rows["faq"]}


async def test_what_was_removed_is_changed_by_no_old_button(faq: World) -> None:
    """FAQ-01: its place is free for a new one, behind which the old one does not come back."""
    supervisor, head = faq.humans["supervisor"], faq.humans["head"]
    await head.says("/faq 快递")
    await supervisor.says("/faq 快递")
    await head.presses("删除这条")
    assert supervisor.sees("钱主任", "删除了一条回答")
    await supervisor.presses("仍然正确")
    await supervisor.presses("改回答")
    assert [e.removed_on for e in entries(faq) if "快递放在" in e.question] == [date(2026, 11, 23)]
    faq.write(bring_again)
    await supervisor.presses("放回去")
    assert "已经有这个问题" in supervisor.heard[-1] + supervisor.toast
    standing = [e for e in entries(faq) if "快递放在" in e.question and e.removed_on is None]
    assert len(standing) == 1


def bring_again(session: Session) -> None:
    """Take in the sample's sheet once more: what it names stands again."""
    estate = session.exec(select(Estate)).one()
    estate.hotline = None
    apply_import(session, sample_faq(), estate)


async def test_the_owner_hears_what_somebody_else_has_changed(faq: World) -> None:
    """FAQ-01: the head may change it; the supervisor, whose it is, is told."""
    head, supervisor = faq.humans["head"], faq.humans["supervisor"]
    await head.says("/faq 快递")
    await head.presses("改回答")
    await head.says("快递放在一楼。")
    assert supervisor.sees("钱主任", "更新了一条回答", "快递放在一楼。")
    await supervisor.presses("看这一条")
    assert "✏ 改回答" in supervisor.buttons()


async def test_nobody_else_may_keep_it(faq: World) -> None:
    """FAQ-01: residents and other staff see no such button, and none of it works."""
    wang = faq.humans["wang"]
    await wang.says("/faq 快递")
    assert wang.buttons() == ["👤 请客服联系我", "✉ 请管理处书面答复", "🚌 日常生活", "🔍 问别的"]
    keeping = ("add", "due", "scores", "change", "right", "remove", "restore")
    acts = [f"1|faq_keep|1|0|{each}" for each in keeping]
    press_each(faq, (11, 21, 23, 66), [*acts, "1|faq_keep|1|0|else"], once=True)
    faq.write(lambda s: move(s, "赵强", Department.GC))
    press_each(faq, (24,), acts, once=True)
    faq.write(lambda s: leaves(s, "钱主任", date(2026, 11, 23)))
    press_each(faq, (25,), acts, once=True)


def move(session: Session, name: str, department: Department) -> None:
    """Let somebody be of another department."""
    staff = session.exec(select(Staff).where(Staff.name == name)).one()
    staff.department = department
    session.add(staff)


async def test_the_workbook_gives_back_what_the_chat_has_changed(faq: World) -> None:
    """FAQ-01: exported and taken in again nothing changes."""
    supervisor = faq.humans["supervisor"]
    await supervisor.says("/faq 快递")
    await supervisor.presses("改回答")
    await supervisor.says("快递放在一楼。")

    def again(session: Session) -> tuple[Row, list[object]]:
        estate = session.exec(select(Estate)).one()
        estate.hotline = None  # of no country's numbers
        book = export_book(session, estate)
        row = next(each for each in book.rows["faq"] if each["question"] == "快递放在哪里？")
        return row, [*plan_import(session, book, estate)]

    row, changes = faq.write(again)
    assert row["answer"] == "快递放在一楼。"
    assert row["keywords"] == ["取快递", "快递柜", "包裹"]
    assert row["confirmed_on"] == date(2026, 11, 23)
    assert changes == []


async def test_a_workbook_without_days_leaves_those_of_the_chat(faq: World) -> None:
    """FAQ-01: the office's older sheet knows nothing of when an answer was confirmed."""
    rows = [
        {c: v for c, v in row.items() if c != "confirmed_on"} for row in sample_faq().rows["faq"]
    ]

    def bring(session: Session) -> None:
        estate = session.exec(select(Estate)).one()
        estate.hotline = None
        apply_import(session, Book({"faq": rows}), estate)

    faq.write(bring)
    assert {each.confirmed_on for each in entries(faq)} == {date(2026, 7, 6)}


async def test_twice_a_year_every_answer_is_gone_through(world: World) -> None:
    """FAQ-01: on the fifth of January; what has just been confirmed is not asked for."""
    with_faq(world, few("东门", "西门", "南门"))
    world.write(lambda s: sets(s, "faq.quiz_day", 20))
    plan_faq(world.database, world.clock)
    supervisor = world.humans["supervisor"]
    await world.waits(days=42)
    assert supervisor.heard_of("半年核实") == 0
    await supervisor.says("/faq 东门？")
    await supervisor.presses("仍然正确")
    await world.waits(days=1, hours=2)
    assert supervisor.sees("答客问半年核实", "2 条回答", "1月19日(周二)")
    await supervisor.presses("待核实的")
    assert supervisor.buttons() == ["西门？", "南门？"]
    await supervisor.presses("西门")
    await supervisor.presses("仍然正确")
    await supervisor.presses("南门")
    await supervisor.presses("仍然正确")
    assert supervisor.sees("全部回答都已核实")
    await world.waits(days=30)
    assert supervisor.heard_of("期限已到") == 0
    await world.waits(days=160)
    assert supervisor.sees("3 条回答")


async def test_a_refresh_that_is_not_done_climbs(world: World) -> None:
    """FAQ-01, GEN-07: after two weeks the next one up is told too."""
    with_faq(world, few("东门", "西门"))
    plan_faq(world.database, world.clock)
    supervisor, head = world.humans["supervisor"], world.humans["head"]
    await world.waits(days=44)
    assert head.heard_of("半年核实") == 0
    await world.waits(days=14)
    assert supervisor.sees("期限已到", "2 条回答")
    assert head.sees("期限已到", "2 条回答")


async def test_without_a_supervisor_the_head_keeps_it(world: World) -> None:
    """FAQ-01: nobody's duty does not exist."""
    with_faq(world, few("东门"))
    world.write(lambda s: leaves(s, "赵强", date(2026, 11, 23)))
    plan_faq(world.database, world.clock)
    await world.waits(days=44)
    assert world.humans["head"].sees("半年核实", "1 条回答")
