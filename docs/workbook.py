"""Writes the tables of docs/workbook.md: every sheet and column, with the sample's first row.

Below `settings` stands each setting with the value that holds where there is no row.

Run by `make docs`; tests/contracts/test_workbook_page.py keeps the page current.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from models.calendar import Hours
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
    tables = "\n\n".join(sections)
    return f"{introduction}\n{tables}\n".replace("\n## `homes`", f"\n{_settings()}\n\n## `homes`")


def _settings() -> str:
    listed = sorted({f"| `{name}` | `{value}` |" for name, value in defaults()})
    return "\n".join(("| name | without a row |", "|---|---|", *listed))


def defaults() -> Iterator[tuple[str, str]]:
    """Yield each setting's name, and its value without a row as a cell would say it."""
    for policy in POLICIES:
        kinds = get_type_hints(policy, include_extras=True)
        for field in fields(policy):
            if (name := field.metadata.get("setting")) is not None:
                yield name, _said(TypeAdapter(kinds[field.name]), field.default)


def _said(kind: TypeAdapter[Any], value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Hours):
        said: Any = [f"{each.opens:%H:%M}-{each.closes:%H:%M}" for each in value]
    else:
        said = kind.dump_python(value, mode="json")
    return json.dumps(said, ensure_ascii=False)


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
