"""Writes the tables of docs/workbook.md: every sheet and column, with the sample's first row.

Run by `make docs`; tests/contracts/test_workbook_page.py keeps the page current.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.columns import SHEETS, Column, Sheet
from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.workbook import check, read

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "workbook.md"
SAMPLE = ROOT / "bot" / "sandbox" / "estate"


def page() -> str:
    """Return the whole of docs/workbook.md: its introduction as it is, its tables anew."""
    introduction, _, _ = PAGE.read_text("utf-8").partition("\n## `")
    rows = check(read(SAMPLE), known_settings(POLICIES)).rows
    sections = (_section(sheet, rows[sheet.name][0]) for sheet in SHEETS.values())
    return introduction + "\n" + "\n\n".join(sections) + "\n"


def _section(sheet: Sheet, example: Mapping[str, Any]) -> str:
    return "\n".join((
        f"## `{sheet.name}` {sheet.title}\n",
        f"Key: {' + '.join(f'`{name}`' for name in sheet.key)}.\n",
        "| column | title | holds | needed | example |",
        "|---|---|---|---|---|",
        *(_line(column, example.get(column.name)) for column in sheet.columns),
    ))  # fmt: skip


def _line(column: Column, example: Any) -> str:
    holds = column.kind.described + (f", on sheet `{column.on}`" if column.on else "")
    needed = "yes" if column.needed else ""
    shown = column.write(example) if example is not None else ""
    return f"| `{column.name}` | {column.title} | {holds} | {needed} | {shown} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
