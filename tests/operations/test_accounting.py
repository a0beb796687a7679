"""Exports of accounting software, taken in by the operator's real command."""

import asyncio
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import xlsxwriter
from sqlmodel import Session, select

from bot.accounting.reading import sheets_of
from bot.commands.running import execute, serve_commands
from bot.desk import Desk
from bot.settings import Settings
from bot.upgrading import opened
from models.clock import SystemClock
from models.fees.tables import Charge, Payment
from models.people.tables import StaffRole
from models.workbook import read
from tests.support.owing import books_balance
from tests.support.program import Called, program
from tests.support.register import hired

SAMPLE = Path(__file__).parents[2] / "bot" / "sandbox" / "estate"
HEADER = "房号,业主姓名,费用项目,所属月份,应收金额（元）,应缴日期,实收金额,收款日期,收款方式,单据号"
UNPAID = '1-101,林秀英,物业服务费（住宅）,2027年1月,"1,250.88",2027-01-05,,,,'
PAID = "1号楼102,周敏,WY-HOME,202701,331.38,,331.38,2027/1/3,微信,KJ-1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An estate that knows its homes and its list of fees."""
    made = Settings(data_dir=tmp_path / "var")
    sheets = [each for each in read(SAMPLE).sheets if each[0] in {"estate", "homes", "tariffs"}]
    execute(made, "import", {"sheets": sheets, "estate": None, "dry_run": False})
    return made


@pytest.fixture
def guanjia(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    with program(settings, monkeypatch) as called:
        yield called


def known(settings: Settings) -> dict[str, Any]:
    """Return charges and payments by what tells them apart; the books balance."""

    def all_of_it(session: Session) -> dict[str, Any]:
        books_balance(session, now=SystemClock().now())
        charges = session.exec(select(Charge))
        payments = session.exec(select(Payment))
        return {f"{e.period} {e.item} {e.home_id}": (e.amount, e.due_on) for e in charges} | {
            e.reference: (e.amount, e.method, e.period) for e in payments
        }

    with opened(settings) as database:
        return database.read(all_of_it)


def test_an_export_is_tried_entered_repeated_and_corrected(
    settings: Settings, guanjia: Called, tmp_path: Path
) -> None:
    """FEE-01: from any usual file; twice is as once, and a correction changes just that."""
    file = tmp_path / "应收.csv"
    file.write_bytes("\n".join([HEADER, UNPAID, PAID]).encode("gb18030"))
    code, said, _ = guanjia("import", file, "--dry-run")
    assert code == 0
    assert "charges 0011010101 · 2027-01 · WY-HOME: new" in said
    assert "charges: 2 new, 0 changed, 0 same; 0.00 yuan in all, 1582.26 after." in said
    assert "payments: 1 new, 0 changed, 0 same; 0.00 yuan in all, 331.38 after." in said
    assert "Columns that are not read: 业主姓名." in said
    assert known(settings) == {}

    assert guanjia("import", file)[0] == 0
    entered = known(settings)
    assert len(entered) == 3
    semicolons = "\n".join([HEADER, UNPAID, PAID]).replace('"1,250.88"', "1 250.88")
    file.write_bytes(semicolons.replace(",", ";").encode("utf-8-sig"))
    code, said, _ = guanjia("import", file)
    assert "charges: 0 new, 0 changed, 2 same; 1582.26 yuan in all, 1582.26 after." in said
    assert known(settings) == entered

    file.write_text("\n".join([HEADER, UNPAID.replace("1,250.88", "１，２００"), PAID]), "utf-8")
    code, said, _ = guanjia("import", file)
    assert "charges: 0 new, 1 changed, 1 same; 1582.26 yuan in all, 1531.38 after." in said
    changed = {name for name, value in known(settings).items() if entered[name] != value}
    assert len(changed) == 1

    file.write_text("\n".join([HEADER, UNPAID, UNPAID, PAID.replace("202701", "x")]), "utf-8")
    code, said, refused = guanjia("import", file)
    assert (code, said) == (1, "")
    assert "\n  应收, row 3, column 应收金额（元）: is charged already in row 2" in refused
    assert "\n  应收, row 4, column 所属月份: is not a month like 2026-03" in refused
    assert len(known(settings)) == 3


def test_a_spreadsheet_with_formulas_comes_in_by_a_mapping_while_the_bot_runs(
    settings: Settings, tmp_path: Path
) -> None:
    """A formula is its value; one without a value is named. What was handed over stays."""
    mapping = tmp_path / "columns.toml"
    mapping.write_text(
        '[columns]\n"户" = "unit"\n"钱" = "charged"\n[items]\n"物管费" = "WY-HOME"\n', "utf-8"
    )
    file = tmp_path / "export.xlsx"

    def saves(*values: str) -> None:
        written = io.BytesIO()
        with xlsxwriter.Workbook(written) as book:
            page = book.add_worksheet("一月")
            page.write_row(0, 0, ["户", "费用项目", "月份", "钱"])
            page.write_row(1, 0, ["1-101", "物管费", "2027-01"])
            for row, value in enumerate(values, start=1):
                page.write_row(row, 0, [f"1-10{row}", "物管费", 202701])
                page.write_formula(row, 3, "=A1*2", value=value)
        file.write_bytes(written.getvalue())

    async def brings() -> str:
        with opened(settings) as database:
            sender, polling = SimpleNamespace(wake=lambda: None), SimpleNamespace(refused="")
            desk = SimpleNamespace(database=database, sender=sender, polling=polling)
            async with serve_commands(settings, cast(Desk, desk)):
                asked = {**sheets_of(file, mapping), "estate": None, "dry_run": False}
                return await asyncio.to_thread(execute, settings, "import", asked)

    saves("250.88", "300")
    assert "charges: 2 new, 0 changed, 0 same" in asyncio.run(brings())
    assert {amount for amount, _ in known(settings).values()} == {25088, 30000}
    saves("250.88", "")
    with pytest.raises(Exception, match="一月, row 3, column 钱: is a formula without a value"):
        asyncio.run(brings())


def test_a_receipt_that_was_handed_over_is_never_changed(
    settings: Settings, guanjia: Called, tmp_path: Path
) -> None:
    """FEE-04: accounting may repeat our receipt, not correct it; the cell is named."""
    file = tmp_path / "实收.csv"
    file.write_text("\n".join([HEADER, PAID]), "utf-8")
    assert guanjia("import", file)[0] == 0

    def handed_over(session: Session) -> None:
        row = session.exec(select(Payment)).one()
        taker = hired(session, "孙会计", StaffRole.FINANCE)
        row.taken_by, row.period, row.item = taker.id, None, None
        session.add(row)

    with opened(settings) as database:
        database.write(handed_over)
    before = known(settings)
    code, said, _ = guanjia("import", file)
    assert "payments: 0 new, 0 changed, 1 same" in said
    file.write_text("\n".join([HEADER, PAID.replace(",331.38,2027", ",331.30,2027")]), "utf-8")
    code, _, refused = guanjia("import", file)
    assert code == 1
    assert "实收, row 2, column 实收金额: receipt KJ-1 was handed over as it is" in refused
    assert known(settings) == before
