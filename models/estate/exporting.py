"""The estate as a workbook again: what was imported, with what has changed since."""

from typing import Any

from sqlmodel import Session, SQLModel, col, select

from models.columns import ESTATE_FACTS, SHEETS, Column
from models.estate.tables import Estate, Home, Setting, SheetRow
from models.faq.tables import FaqEntry
from models.fees.sheets import fee_rows
from models.parking.sheets import ledger_rows
from models.people.tables import Person, Residency, Shift, Staff
from models.workbook import Book, Row

TABLED = frozenset({"faq", "spaces", "vehicles", "charges", "payments"})  # by their features
# The sheets whose feature has no table yet: their rows are kept as they were checked.
KEPT_AS_ROWS = tuple(n for n in list(SHEETS)[list(SHEETS).index("spaces") :] if n not in TABLED)
RENAMED = {"from": "begins", "to": "ends"}  # columns whose table calls them otherwise


def export_book(session: Session, estate: Estate) -> Book:
    """Return every row of the estate; importing it again changes nothing."""
    kept = kept_rows(session, estate)
    return Book({name: [row for _, row in found] for name, found in kept.items() if found})


def kept_rows(session: Session, estate: Estate) -> dict[str, list[tuple[Any, Row]]]:
    """Return each sheet's rows, beside each the row of the table that keeps it."""
    homes, residents, staff, shifts, settings, others, persons, faq = (
        all_of(session, table, estate.id)
        for table in (Home, Residency, Staff, Shift, Setting, SheetRow, Person, FaqEntry)
    )
    people = {person.id: person for person in persons}
    codes = {home.id: home.code for home in homes}
    names = {member.id: member.name for member in staff}
    kept: dict[str, list[tuple[Any, Row]]] = {
        "estate": [
            (estate, {"key": fact, "value": _read(column, getattr(estate, fact))})
            for fact, column in ESTATE_FACTS.items()
        ],
        "settings": [(each, {"name": each.name, "value": each.value}) for each in settings],
        "homes": [(home, _row("homes", home)) for home in homes],
        "residents": [
            (each, _row("residents", people[each.person_id], each, home_code=codes[each.home_id]))
            for each in residents
        ],
        "staff": [(each, _row("staff", people[each.person_id], each)) for each in staff],
        "roster": [(each, _row("roster", each, staff=names[each.staff_id])) for each in shifts],
        **{name: [] for name in KEPT_AS_ROWS},
        **ledger_rows(session, estate, codes),
        **fee_rows(session, estate, codes),
        "faq": [(each, _row("faq", each)) for each in faq if each.removed_on is None],
    }
    for each in others:
        columns = SHEETS[each.sheet].columns
        row = {c.name: _read(c, each.values.get(c.name)) for c in columns}
        kept[each.sheet].append((each, row))
    return kept


def all_of(session: Session, table: Any, estate_id: int) -> list[Any]:
    """Return the estate's rows of `table`, oldest first."""
    wanted = select(table).where(table.estate_id == estate_id).order_by(col(table.id))
    return list(session.exec(wanted))


def _row(sheet: str, *sources: SQLModel, **given: Any) -> Row:
    """Return the sheet's columns from `given`, else from the last source that has them."""
    columns = SHEETS[sheet].columns
    found = {
        column.name: _read(column, getattr(source, field))
        for source in sources
        for column in columns
        if hasattr(source, field := RENAMED.get(column.name, column.name))
    } | given
    return {column.name: found[column.name] for column in columns}


def _read(column: Column, value: Any) -> Any:
    """Return what the workbook reads for a value of a table, which keeps numbers as text."""
    if value == []:
        return None
    return column.kind.read(value) if isinstance(value, str) else value
