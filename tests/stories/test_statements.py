"""Arrears in figures: a month that balances, its picture and file, and the statement on the 1st."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

from python_calamine import CalamineWorkbook
from sqlmodel import Session, select

from models.estate.tables import Home
from models.fees.tables import Charge, Payment
from models.fees.words import Method
from models.people.tables import StaffRole
from scheduler.arrears import plan_arrears
from tests.support.booked import reaches
from tests.support.human import Human
from tests.support.owing import charged, pays, the_cashier
from tests.support.register import hired
from tests.support.world import World, sets


async def who_states(world: World) -> tuple[Human, Human]:
    """Return finance and the head, in an estate whose months are stated."""
    cashier = await the_cashier(world)
    plan_arrears(world.database, world.clock)
    return cashier, world.humans["head"]


def exported(session: Session, reference: str, amount: int, paid_on: date) -> None:
    """Let accounting have sent a payment for 101."""
    home = session.exec(select(Home).where(Home.unit == "101")).one()
    session.add(
        Payment(
            estate_id=home.estate_id, home_id=home.id, reference=reference, paid_on=paid_on,
            amount=amount, method=Method.BANK,
        )
    )  # fmt: skip


def file_of(world: World, human: Human) -> dict[str, list[list[Any]]]:
    """Return the sheets of the newest file; nothing in them is a formula or a link."""
    sent = [
        each["params"]
        for each in world.telegram.calls
        if each["method"] == "sendDocument" and int(each["params"]["chat_id"]) == human.chat_id
    ]
    content = world.telegram.bytes_of(sent[-1]["document"])
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name)
            assert b"<hyperlink" not in packed.read(name)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


async def test_finance_reads_a_month_that_balances(world: World) -> None:
    """FEE-12, FEE-13, S-38: before, charged, less collected is owed; its pages by presses."""
    cashier = await the_cashier(world)
    world.write(lambda session: charged(session, "102", ("2026-12", "WY", 20000)))
    await pays(cashier, what="物业服务费 2 笔", how_much="300", how="现金")
    await cashier.presses("已核对")
    await cashier.says("/arrears")
    assert cashier.sees(
        "2026年11月 收费月报", "截至 11月23日", "月初未收 ¥250.88", "本月应收 ¥600.88",
        "物业服务费", " 1 笔 ¥350.00", "本月实收 ¥300.00",
        "现金 1 笔 ¥300.00", "月末未收 ¥551.76", "欠费 ¥551.76（1 户）", "减去预存 ¥0.00",
        "已收 ¥49.12", "收缴率 8.1%", "以前的欠费 ¥250.88，本月收回 ¥250.88（100.0%）",
        "0–1 个月：¥551.76", "1号楼", "：1 户 ¥551.76",
    )  # fmt: skip
    assert "更正" not in cashier.heard[-1]
    await cashier.presses("2026-10")
    assert cashier.sees("2026年10月 收费月报", "月初未收 ¥0.00", "月末未收 ¥250.88")
    await cashier.presses("2026-11")
    await cashier.presses("图")
    await cashier.presses("表格", old=cashier.newest("收费月报"))
    assert cashier.files()[-2:] == ["photo", "document"]
    await cashier.says("/arrears 十一月")
    assert "/arrears 2026-11" in cashier.heard[-1]
    await cashier.says("/arrears 2027-05")
    assert "2026年11月" in cashier.heard[-1]


async def test_only_finance_and_the_head_read_it_and_in_private(world: World) -> None:
    """FEE-12, SEC-01: neither officers, a manager, a resident nor a group; kindly."""
    await the_cashier(world)
    world.write(lambda s: hired(s, "吴经理", StaffRole.MANAGER, telegram_id=46))
    world.joins("manager", 46)
    await world.settles()
    for name in ("wang", "supervisor", "zhang", "manager"):
        human = world.humans[name]
        await human.says("/arrears")
        assert "财务和管理处经理" in human.heard[-1], name
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.says("/arrears")
    assert "¥" not in anna.heard[-1]
    management, head = world.humans["management"], world.humans["head"]
    for reader in (management, Human(world, head.telegram_id, management.chat_id)):
        await reader.says("/arrears")
        assert "¥" not in "".join(management.heard)
    await group.says("/arrears")
    assert "¥" not in "".join(group.heard)
    await world.humans["head"].says("/arrears")
    assert world.humans["head"].sees("2026年11月 收费月报", "¥851.76")


async def test_on_the_first_the_month_is_closed_and_told_once(world: World) -> None:
    """FEE-13, S-47: to finance and the head, words and picture; a late clock says it once."""
    cashier, head = await who_states(world)
    await reaches(world, 12, 1, 8)
    assert head.heard_of("收费月报") == 0
    await reaches(world, 12, 1, 10)
    for human in (cashier, head):
        assert human.sees("2026年11月 收费月报", "已结账，截至 11月30日", "月末未收 ¥851.76")
        assert human.heard_of("11月 收费月报") == 1
        assert human.files() == ["photo"]
    assert world.humans["supervisor"].heard_of("收费月报") == 0
    plan_arrears(world.database, world.clock)
    world.clock.move_to(datetime(2027, 3, 9, 2, tzinfo=UTC))
    await world.waits(minutes=1)
    assert head.heard_of("收费月报") == 2
    assert head.sees("2027年02月 收费月报", "月初未收 ¥851.76", "3–6 个月")
    await head.says("/arrears 2026-12")
    assert head.sees("2026年12月 收费月报", "已结账")


async def test_an_estate_may_do_without_the_statement(world: World) -> None:
    """S-47: `routine.jobs` without it: nothing is closed, nothing told; /arrears is there."""
    _, head = await who_states(world)
    world.write(lambda session: sets(session, "routine.jobs", ["books"]))
    await reaches(world, 12, 1, 10)
    assert head.heard_of("收费月报") == 0
    await head.says("/arrears 2026-11")
    assert head.sees("2026年11月 收费月报", "（截至 11月30日")


async def test_what_was_stated_stays_and_a_correction_is_a_line_of_its_own(world: World) -> None:
    """FEE-12: a payment of November that comes in December, and a charge that was wrong."""
    cashier, _ = await who_states(world)
    await reaches(world, 12, 1, 10)

    def later(session: Session) -> None:
        exported(session, "B1", 10000, date(2026, 11, 20))
        wrong = session.exec(select(Charge).where(Charge.item == "CW")).one()
        wrong.amount = 36000
        session.add(wrong)

    world.write(later)
    await cashier.says("/arrears")
    assert cashier.sees(
        "2026年12月 收费月报", "月初未收 ¥851.76", "以前月份的更正 -¥90.00", "本月实收 ¥0.00",
        "月末未收 ¥761.76",
    )  # fmt: skip
    await cashier.says("/arrears 2026-11")
    assert cashier.sees("月末未收 ¥851.76", "本月实收 ¥0.00", "又更正了 -¥90.00", "月报不改")


async def test_a_payment_of_last_month_that_is_cancelled_is_this_month_s(world: World) -> None:
    """FEE-04, FEE-12: collected then, cancelled now; and cash that was out is named."""
    cashier, head = await who_states(world)
    wang = world.humans["wang"]
    await pays(wang, what="全部 3 笔", how_much="", how="现金")
    await wang.presses("已核对")
    await reaches(world, 12, 1, 10)
    assert head.sees("月末未收 ¥0.00", "现金：1 笔 ¥851.76")
    await cashier.says("/fees 1-101")
    await cashier.presses("作废收据 R261123-001")
    await cashier.says("房号写错了，应是 1-102")
    await cashier.presses("作废这张收据")
    await cashier.says("/arrears")
    assert cashier.sees("2026年12月", "作废收据 1 张 ¥851.76", "月末未收 ¥851.76")
    assert "更正" not in cashier.heard[-1]
    assert "没交财务" not in cashier.heard[-1]
    await cashier.presses("2026-11")
    assert cashier.sees("2026年11月", "本月实收 ¥851.76", "月末未收 ¥0.00")
    assert "更正" not in cashier.heard[-1]


async def test_the_file_says_the_same_home_by_home(world: World) -> None:
    """FEE-12, SEC-01: it adds up to the statement, and holds no telephone number and no formula."""
    cashier = await the_cashier(world)
    world.write(lambda session: charged(session, "102", ("2026-11", "=1+1", 20000)))
    await world.humans["anna"].says("/fees")
    await pays(cashier, what="物业服务费 2 笔", how_much="300", how="现金")
    await cashier.presses("已核对")
    await cashier.says("/arrears 2026-11")
    await cashier.presses("表格")
    sheets = file_of(world, cashier)
    assert list(sheets) == ["汇总", "各楼账龄", "欠费各户", "本月收支"]
    lines = {(row[0], row[1]): row[3] for row in sheets["汇总"][1:]}
    assert lines["月初未收", ""] + lines["本月应收", "=1+1"] == 250.88 + 200
    assert (lines["本月实收", "现金"], lines["月末未收", ""]) == (300, 751.76)
    building = sheets["各楼账龄"][1]
    assert building[:3] == ["1号楼", 2, 751.76]
    assert sum(building[3:10]) == 751.76
    assert [row[:4] for row in sheets["欠费各户"][1:]] == [
        ["1号楼 101", "2026-11", 0, 551.76], ["1号楼 102", "2026-11", 0, 200],
    ]  # fmt: skip
    assert [(row[0], row[1], row[2], row[7]) for row in sheets["本月收支"][1:]] == [
        ("2026-11-01", "应收", "1号楼 101", 250.88), ("2026-11-01", "应收", "1号楼 101", 350),
        ("2026-11-01", "应收", "1号楼 102", 200), ("2026-11-23", "实收", "1号楼 101", 300),
    ]  # fmt: skip
    assert "13800" not in repr(sheets)
