"""The page about the workbook shows the columns that the program reads, and the sample estate."""

from pathlib import Path

from models.columns import as_markdown
from models.workbook import check, read

ROOT = Path(__file__).parents[2]


def test_the_page_shows_every_sheet_and_column_with_the_samples_first_row() -> None:
    """To renew the page, put the expected text below its introduction."""
    raw = read(ROOT / "bot" / "sandbox" / "estate")
    settings = {line[0]: lambda value: value for line in dict(raw.sheets)["settings"][1:]}
    sample = check(raw, settings).rows
    expected = as_markdown({name: rows[0] for name, rows in sample.items()})
    page = (ROOT / "docs" / "workbook.md").read_text("utf-8")
    assert page.endswith(f"\n{expected}")
