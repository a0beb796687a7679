"""The books of complaints, their checks, and the rates of a month: in chat and on paper."""

import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.commands.books import write_report
from bot.settings import Settings
from models.books.rules import Month
from models.complaints.tables import Complaint
from scheduler.books import plan_books
from tests.support.booked import FORMULA, a_november, reaches
from tests.support.complaining import cast_of_complaints, complain, handled
from tests.support.human import Human
from tests.support.pressing import rows_of
from tests.support.telling import report
from tests.support.world import World, sets

# Counted by hand: rate, so many, of so many, per cent, target.
RATES = (
    ("报修", "及时率", 1, 2, 0.5, 1),
    ("报修", "回访率", 1, 2, 0.5, 1),
    ("报修", "满意率", 1, 1, 1, ""),
    ("报修", "正确率", 2, 2, 1, ""),
    ("报修", "跟踪率", 2, 2, 1, 1),
    ("投诉", "及时率", 2, 3, 0.666, 1),
    ("投诉", "回访率", 2, 3, 0.666, 1),
    ("投诉", "满意率", 2, 2, 1, ""),
    ("投诉", "正确率", 3, 3, 1, ""),
    ("投诉", "跟踪率", 3, 3, 1, 1),
    ("投诉", "投诉率", 3, 2, 1.5, ""),
    ("投诉", "有效投诉率", 2, 3, 0.666, ""),
)


def on_paper(world: World, folder: Path, month: str = "2026-11") -> dict[str, list[list[Any]]]:
    """Return the sheets of the month's report."""
    settings = Settings(data_dir=folder)
    now = world.clock.now()
    written = write_report(world.database, settings, Month.parse(month), None, now=now)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with zipfile.ZipFile(written) as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name), "a formula"
            assert b"<hyperlink" not in packed.read(name)
    book = CalamineWorkbook.from_path(written)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def column(sheet: list[list[Any]], title: str) -> list[Any]:
    """Return what stands below a title."""
    place = sheet[0].index(title)
    return [row[place] for row in sheet[1:]]


@pytest.mark.slow
async def test_a_month_is_counted_told_drawn_and_written(world: World, tmp_path: Path) -> None:
    """CMP-23, CMP-24, S-51: on the 5th head and quality supervisor have figures and a picture.

    The message, the .xlsx and the table counted by hand say the same.
    """
    await a_november(world)
    head, quality = world.humans["head"], world.humans["quality"]
    assert head.heard_of("月 比率") == 0
    await world.reaches(17)
    for who in (head, quality):
        assert who.sees("2026年11月 比率", "报修：登记 2 件，办结 2 次")
        assert who.sees(
            "⚠ 及时率 50.0%（1/2） · 目标 100%", "回访：问 2，答 1，未答 1，电话或上门 1"
        )
        assert who.sees("⚠ 及时率 66.6%（2/3）", "⚠ 回访率 66.6%（2/3）", "满意率 100.0%（2/2）")
        assert who.sees("投诉：登记 3 件", "投诉率 150.0%（3/2）", "有效投诉率 66.6%（2/3）")
        assert who.sees("回访：问 3，答 2，未答 1，电话或上门 1")
        assert who.files() == ["photo"]
    assert world.humans["management"].heard_of("月 比率") == 0
    sheets = on_paper(world, tmp_path)
    assert list(sheets) == ["比率", "投诉登记表", "投诉处理记录表", "报修", "回访"]
    rates = [(row[0], row[1], *row[3:7]) for row in sheets["比率"][1:]]
    assert [row for row in rates if row[0] in {"报修", "投诉"}] == [*RATES]
    await the_books_hold_it(quality, sheets)


async def the_books_hold_it(quality: Human, sheets: dict[str, list[list[Any]]]) -> None:
    """CMP-06, CMP-14: register and handling record, in chat and on paper."""
    register, handling = sheets["投诉登记表"], sheets["投诉处理记录表"]
    assert column(register, "编号") == [3, 4, 5]
    assert column(register, "情况经过")[1] == FORMULA
    assert column(register, "姓名") == ["林秀英", "陈大文", "陈大文"]
    assert column(register, "是否有效") == ["有效", "有效", "无效"]
    assert column(register, "预计答复时间")[0].isoformat() == "2026-11-29T23:59:59"
    assert column(handling, "原因") == ["排班漏了", "排班漏了", ""]
    assert column(handling, "责任") == ["我们公司", "我们公司", ""]
    assert "投诉人满意" in column(handling, "各阶段及时间")[0]
    assert "电话" in column(handling, "回复与回访")[1]
    assert column(sheets["报修"], "编号") == [1, 2]
    assert column(sheets["回访"], "答复").count("") == 3  # two silent, one not asked yet
    await quality.says("/books 2026-11")
    await quality.presses("投诉登记表")
    assert quality.sees("2026年11月 投诉登记表", "№3", "YHY-B-GC-00001", "№5", "已说明")
    await quality.presses("№3")
    assert quality.sees("投诉 №3", "林秀英", "今天已经修好", "👍 满意 · 聊天")


async def test_each_day_the_supervisor_checks_and_says_so(world: World) -> None:
    """CMP-23: late promises by №; not confirmed it is shown again, and climbs to manager, head."""
    await cast_of_complaints(world)
    plan_books(world.database, world.clock)
    desk, manager, head = (world.humans[each] for each in ("desk", "manager", "head"))
    await complain(world, category="楼道卫生", against="保洁")
    await world.humans["manager"].presses("受理")
    await world.reaches(17)
    assert desk.sees("11月23日(周一) 每日核对", "没有过时间的承诺")
    await desk.presses("已核对")
    assert desk.sees("11月23日(周一) 每日核对已由", "吴主管", "确认")
    await desk.presses("已核对：每日核对 11月23日")
    assert "已经有人确认过" in desk.toast
    await reaches(world, 11, 26, 18)
    assert desk.sees("11月26日(周四)", "到期的承诺 1 项，按时 0 项", "№1", "过了承诺的时间")
    assert desk.sees("⚠ 11月25日(周三) 每日核对还没有确认", "⚠ 11月24日(周二)")
    assert manager.sees("11月25日(周三) 每日核对还没有人确认", "吴主管")
    assert head.sees("11月24日(周二) 每日核对还没有人确认")
    assert head.heard_of("11月23日(周一) 每日核对还没有人确认") == 0
    await desk.presses("11月24日(周二)")
    await desk.says("/books")
    assert "11月24日" not in "".join(desk.buttons())
    assert [each for each in desk.buttons() if "已核对" in each] == [
        "✔ 已核对：每日核对 11月26日(周四)", "✔ 已核对：每日核对 11月25日(周三)",
    ]  # fmt: skip


async def test_each_week_the_quality_supervisor_reviews_the_major_ones(world: World) -> None:
    """CMP-23: on Friday both books, major complaints first; a press opens the record."""
    await cast_of_complaints(world)
    plan_books(world.database, world.clock)
    quality = world.humans["quality"]
    await complain(world, category="人身伤害", told="门口地砖松了一个月，上周绊到人")
    await reaches(world, 11, 27, 17)
    assert quality.sees("11月27日(周五) 每周核对", "№1", "重大，请评审", "过了承诺的时间")
    assert quality.heard_of("每日核对") == 0
    await quality.presses("№1")
    assert quality.sees("投诉 №1", "A 重大", "上周绊到人")
    await reaches(world, 11, 30, 18)
    assert world.humans["manager"].sees("11月27日(周五) 每周核对还没有人确认")


async def test_a_record_with_gaps_is_named_until_it_is_whole(world: World) -> None:
    """CMP-14, CMP-23: the day's check names the №, and what its record lacks."""
    await cast_of_complaints(world)
    plan_books(world.database, world.clock)
    await handled(world)

    def rewrites(cause: str) -> None:
        world.write(lambda s: setattr(s.get_one(Complaint, 1), "cause", cause))

    rewrites("")
    desk = world.humans["desk"]
    await world.reaches(17)
    assert desk.sees("11月23日(周一) 每日核对", "№1", "— 缺原因")
    rewrites("排班漏了")
    await reaches(world, 11, 24, 17)
    assert desk.sees("11月24日(周二) 每日核对", "记录也没有缺项")


async def test_whom_it_is_about_finds_no_line_and_no_number_of_it(
    world: World, tmp_path: Path
) -> None:
    """CMP-05, SEC-01: left out of rates, register, record, check; the next one up checks it."""
    await cast_of_complaints(world)
    plan_books(world.database, world.clock)
    desk, manager = world.humans["desk"], world.humans["manager"]
    await complain(world, against="吴主管", told="吴主管骂人", category="服务态度")
    await desk.says("/books")
    assert desk.sees("投诉：登记 0 件", "投诉率 0.0%（0/2）")
    await desk.presses("投诉登记表")
    assert "这个月没有投诉" in desk.heard[-1]
    await reaches(world, 11, 26, 17)
    assert desk.sees("11月26日(周四) 每日核对", "到期的承诺 0 项")
    assert desk.heard_of("№1") == 0
    assert manager.sees("11月26日(周四) 每日核对", "到期的承诺 1 项", "№1", "过了承诺的时间")
    await manager.says("/books")
    assert manager.sees("投诉：登记 1 件")
    await manager.presses("投诉登记表")
    assert manager.sees("投诉登记表", "№1", "YHY-C-KF-00001")
    register = on_paper(world, tmp_path)["投诉登记表"]
    assert column(register, "涉及员工") == ["吴主管"]


async def test_named_later_an_old_button_shows_nothing(world: World, tmp_path: Path) -> None:
    """CMP-05: who could read it cannot any more; the head's paper leaves out what is about them."""
    await cast_of_complaints(world)
    await complain(world, against="高个子的师傅", told="高个子的师傅骂人")
    manager, head = world.humans["manager"], world.humans["head"]
    await head.says("/books")
    await head.presses("投诉登记表")
    old = head.newest("投诉登记表")
    await manager.presses("更多")
    await manager.presses("涉及某位员工")
    await manager.presses("钱主任")
    await head.presses("№1", old=old)
    assert head.heard_of("骂人") == 0
    await head.presses("比率", old=old)
    assert head.sees("投诉：登记 0 件")
    sheets = on_paper(world, tmp_path)
    assert len(sheets["投诉登记表"]) == len(sheets["投诉处理记录表"]) == 1
    rates = {(row[0], row[1]): row for row in sheets["比率"][1:]}
    assert rates["投诉", "投诉率"][3:6] == [0, 2, 0]
    assert rates["投诉", "有效投诉率"][3:6] == [0, 0, "没有可计的"]


async def test_who_stays_unnamed_is_unnamed_in_every_book(world: World, tmp_path: Path) -> None:
    """SEC-01: neither name nor home nor number, in chat and on paper."""
    await cast_of_complaints(world)
    await complain(world, against="保安小刘", told="保安小刘乱收费", name="不留名")
    quality = world.humans["quality"]
    await quality.says("/books")
    await quality.presses("投诉登记表")
    await quality.presses("№1")
    assert quality.sees("投诉人：不留名", "乱收费")
    said = "".join(quality.heard)
    written = repr(on_paper(world, tmp_path))
    assert "不留名" in written
    for secret in ("林秀英", "13800000011", "101"):
        assert secret not in said
        assert secret not in written


async def test_the_books_are_for_supervisors_in_private(world: World) -> None:
    """SEC-01: residents, technicians and officers are refused; a group hears nothing."""
    await cast_of_complaints(world)
    await handled(world)
    await world.humans["quality"].says("/books")
    presses = ("1|books|0|0|rates.2026-11", "1|books|0|0|register.2026-11", "1|books_record|1|0")
    before = rows_of(world)["book_checks"]
    for who in ("anna", "zhang", "wang", "company"):
        human = world.humans[who]
        for command in ("/books", "/report"):
            await human.says(command)
            assert "比率" not in human.heard[-1]
            assert ("账册由主管" in human.heard[-1]) == (who != "anna")
        for data in (*presses, "1|books_done|1|0"):
            message = human.messages[-1]["id"]
            world.telegram.presses(human.telegram_id, human.chat_id, message, data, force=True)
            await world.settles()
        assert human.heard_of("YHY-B") == (who == "anna")
    assert rows_of(world)["book_checks"] == before
    heard = len(world.humans["management"].heard)
    await world.humans["management"].says("/books")
    assert len(world.humans["management"].heard) == heard


@pytest.mark.slow
async def test_months_are_turned_by_buttons_and_by_name(world: World) -> None:
    """CMP-23: /books 2026-11; what is no month is asked for again; the future is the present."""
    await cast_of_complaints(world)
    await report(world)
    await reaches(world, 12, 10, 9)
    quality = world.humans["quality"]
    await quality.says("/books")
    assert quality.sees("2026年12月 比率", "及时率 没有可计的", "表扬、", "本月、上月都没有")
    await quality.presses("2026-11")
    assert "2026年11月 比率" in quality.heard[-1]
    assert "及时率 0.0%（0/1）" in quality.heard[-1]
    await quality.presses("2026-12")
    assert "2026年12月 比率" in quality.heard[-1]
    await quality.presses("比率图")
    assert quality.files() == ["photo"]
    await quality.says("/report")
    assert "2026年11月 比率" in quality.heard[-2]
    assert quality.files() == ["photo", "photo"]
    await quality.says("/report 十一月")
    assert "/report 2026-11" in quality.heard[-1]
    await quality.says("/books 2027-05")
    assert "2026年12月 比率" in quality.heard[-1]
    await quality.says("/books 十一月")
    assert "/books 2026-11" in quality.heard[-1]


async def test_the_office_says_which_rates_and_when(world: World) -> None:
    """S-51: `kpi.formulas` names what a month shows."""
    await cast_of_complaints(world)
    await complain(world)
    await world.waits(minutes=1)
    world.write(lambda s: sets(s, "kpi.formulas", ["timely", "valid"]))
    await world.humans["quality"].says("/books")
    assert world.humans["quality"].sees("及时率", "有效投诉率")
    assert world.humans["quality"].heard_of("满意率") == 0
