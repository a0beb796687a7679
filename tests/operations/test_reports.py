"""`guanjia report MONTH`, as an operator calls it."""

import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.settings import Settings
from bot.upgrading import prepare
from models.database import Database
from tests.support.program import Called, program
from tests.support.world import found_estate


@pytest.fixture
def guanjia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Called]:
    """The program on a database with the estate of the stories."""
    settings = Settings(data_dir=tmp_path / "var")
    with closing(Database(settings.database_url)) as database:
        prepare(database, settings)
        database.write(found_estate)
    with program(settings, monkeypatch) as called:
        yield called


def test_a_month_is_written_to_the_path_that_is_printed(guanjia: Called):
    """CMP-23, S-51: five sheets, for their owner only; of a quiet month the rates are none."""
    code, said, refused = guanjia("report", "2025-01")
    assert (code, refused) == (0, "")
    written = Path(said.strip())
    assert written.name == "YHY-2025-01.xlsx"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700
    assert list(written.parent.iterdir()) == [written]
    book = CalamineWorkbook.from_path(written)
    assert book.sheet_names == ["比率", "投诉登记表", "投诉处理记录表", "报修", "回访"]
    rates = book.get_sheet_by_name("比率").to_python()
    assert {row[0] for row in rates[1:] if row[1] == "及时率"} >= {"报修", "投诉"}
    assert {row[5] for row in rates[1:]} == {"没有可计的", 0}  # no complaint of two homes
    assert guanjia("report", "2025-01") == (0, said, "")  # once more is the same file


def test_what_is_no_month_and_what_has_not_begun_is_refused(guanjia: Called, tmp_path: Path):
    assert guanjia("report", "2025-13")[0] == 2
    assert guanjia("report", "january")[0] == 2
    code, said, refused = guanjia("report", "2999-01")
    assert (code, said) == (1, "")
    assert refused == "There is nothing to report of 2999-01 yet: it has not begun.\n"
    assert guanjia("report", "2025-01", "--estate", "XXX")[0] == 1
    assert not (tmp_path / "var" / "reports").exists()
