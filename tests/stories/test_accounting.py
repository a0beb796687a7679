"""Finance sends what accounting exports, in private: read, asked, entered by a press."""

import pytest
from sqlmodel import Session, col, select

from models.accounting.tables import Export
from models.fees.tables import Charge, Payment
from models.files.tables import File, FileState
from tests.support.accounting_files import HARMFUL, bomb, table, with_parts
from tests.support.canaries import Overheard
from tests.support.copies import on_disk
from tests.support.hostile import MOST
from tests.support.owing import the_cashier
from tests.support.pressing import pressed
from tests.support.world import World

HEADER = "房号,业主姓名,费用项目,所属月份,应收金额,应缴日期,实收金额,收款日期,收款方式,单据号"
CORRECTED = "1号楼101,林秀英,物业服务费,2026-10,240.88,2026-10-01,,,,"
SAME = "1-101,林秀英,车位租赁费,2026年11月,350.00,2026-11-01,350.00,2026-11-20,转账,KJ-1"
NEW = "1-101,林秀英,WY,202612,250.88,,,,,"


def csv_of(*lines: str, coding: str = "gb18030") -> bytes:
    return "\n".join([HEADER, *lines]).encode(coding)


def accounts(session: Session) -> tuple[dict[str, int], dict[str, int]]:
    charges = {f"{e.period} {e.item}": e.amount for e in session.exec(select(Charge))}
    return charges, {e.reference: e.amount for e in session.exec(select(Payment))}


def kept(world: World) -> tuple[int, list[FileState]]:
    """Return how many files wait for an answer, and what became of each."""
    waiting = len(world.read(lambda s: s.exec(select(Export)).all()))
    files = world.read(lambda s: s.exec(select(File.state).order_by(col(File.id))).all())
    return waiting, list(files)


async def test_finance_tries_an_export_and_enters_it_with_a_press(world: World) -> None:
    """FEE-01, FEE-02, SEC-01: asked first, entered once, and the file is gone after it."""
    sun = await the_cashier(world)
    before = world.read(accounts)
    await sun.sends(document=csv_of(CORRECTED, SAME, NEW))
    assert sun.sees("还没有登记", "应收：新增 1，更改 1，不变 1", "实收：新增 1，更改 0，不变 0")
    assert sun.sees("¥851.76 → ¥1,092.64", "没有读的列", "业主姓名")
    assert (world.read(accounts), kept(world)) == (before, (1, [FileState.ERASED]))

    question = sun.newest("还没有登记")
    await sun.presses("✔ 登记", old=question)
    assert sun.sees("已登记", "更改 1", "¥1,092.64")
    charges, payments = world.read(accounts)
    assert charges == {"2026-10 WY": 24088, "2026-11 WY": 25088, "2026-11 CW": 35000} | {
        "2026-12 WY": 25088
    }
    assert payments == {"KJ-1": 35000}
    assert kept(world)[0] == 0

    await sun.sends(document=csv_of(CORRECTED, SAME, NEW, coding="utf-8-sig"))
    assert sun.sees("不用登记", "新增 0，更改 0，不变 3")
    assert (kept(world)[0], sun.buttons()) == (0, [])


async def test_every_wrong_cell_is_told_and_nothing_is_entered(world: World) -> None:
    """FEE-12: no unclear accounts; a year of one home twice, a credit, a home that is none."""
    sun = await the_cashier(world)
    before = world.read(accounts)
    wrong = (SAME, SAME, NEW.replace("250.88", "-1"), NEW.replace("1-101", "9-9"))
    await sun.sends(document=csv_of(*wrong))
    assert sun.sees("有 3 处不对", "一笔也没有登记", "第 3 行", "和这一行重复")
    assert sun.sees("第 4 行", "要减免，请直接写减免后的应收金额", "第 5 行", "小区里没有这套房")
    assert (world.read(accounts), kept(world)[0]) == (before, 0)


async def test_only_who_sent_it_answers_and_only_once(world: World) -> None:
    """SEC-03: an old or forwarded button enters nothing."""
    sun = await the_cashier(world)
    before = world.read(accounts)
    await sun.sends(document=csv_of(NEW))
    question = sun.newest("还没有登记")
    for account in (11, 21, 25):  # the head enters only what the head has sent
        toast = world.write(lambda s, a=account: pressed(world, s, a, a, "1|export_enter|1|0"))
        assert toast.key == "errors.not_allowed"
    assert world.read(accounts) == before
    await sun.presses("不登记", old=question)
    assert sun.sees("没有登记，文件已删除")
    assert (world.read(accounts), kept(world)[0]) == (before, 0)
    # Whoever is not finance sends a document as ever: it is no question of accounts.
    await world.humans["anna"].sends(document=csv_of(NEW))
    assert world.humans["anna"].heard_of("登记") == 0
    assert kept(world)[0] == 0


@pytest.mark.slow
async def test_unanswered_for_a_day_it_is_forgotten(world: World) -> None:
    """SEC-02: said to who sent it; the old button enters nothing."""
    sun = await the_cashier(world)
    before = world.read(accounts)
    await sun.sends(document=csv_of(NEW))
    question = sun.newest("还没有登记")
    await world.waits(hours=25)
    assert sun.sees("没有等到您的答复")
    await sun.presses("✔ 登记", old=question)
    assert (world.read(accounts), kept(world)[0]) == (before, 0)


@pytest.mark.slow
async def test_a_hostile_file_is_one_kind_sentence(world: World, overheard: Overheard) -> None:
    """SEC-02, ETQ-05: a child reads it within its limits; nothing of it stays, nothing is run."""
    sun = await the_cashier(world)
    before, wrong = world.read(accounts), []
    for name, content in HARMFUL.items():
        heard = len(sun.messages)
        await sun.sends(document=content)
        told = sun.messages[-1]["text"] if len(sun.messages) > heard + 1 else ""
        if "很抱歉" not in told or kept(world)[0]:
            wrong.append((name, told))
    assert wrong == []
    assert (world.read(accounts), on_disk(world), overheard.errors) == (before, [], [])


async def test_macros_do_nothing_and_what_unpacks_too_far_is_refused(world: World) -> None:
    """SEC-02: only cells are read; a formula that was never reckoned is named."""
    sun = await the_cashier(world)
    lines = (tuple(HEADER.split(",")), ("1-101", "林", "WY", 202612, 250.88, "", "", "", "", ""))
    await sun.sends(document=with_parts(table(*lines), xl__vbaProject_DOT_bin=b"Attribute VB_Name"))
    assert sun.sees("还没有登记", "应收：新增 1")
    await sun.sends(document=bomb())
    assert sun.sees("读不出账目")
    await sun.sends(document=bytes(MOST + 1))
    assert sun.sees("20 MB", "很抱歉")
