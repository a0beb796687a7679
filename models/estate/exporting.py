"""The estate as a workbook again: what was imported, with what has changed since."""

from typing import Any

from sqlmodel import Session, SQLModel, col, select

from models.columns import ESTATE_FACTS, SHEETS, Column
from models.estate.tables import Estate, Home, Setting, SheetRow
from models.people.tables import Person, Residency, Shift, Staff
from models.workbook import Book, Row

# The sheets whose feature has no table yet: their rows are kept as they were checked.
KEPT_AS_ROWS = tuple(list(SHEETS)[list(SHEETS).index("spaces") :])


def export_book(session: Session, estate: Estate) -> Book:
    """Return every row of the estate; importing it again changes nothing."""
    of_estate = estate.id
    homes = all_of(session, Home, of_estate)
    staff = all_of(session, Staff, of_estate)
    people = {person.id: person for person in all_of(session, Person, of_estate)}
    codes = {home.id: home.code for home in homes}
    names = {member.id: member.name for member in staff}
    rows: dict[str, list[Row]] = {
        "estate": [
            {"key": fact, "value": _read(column, getattr(estate, fact))}
            for fact, column in ESTATE_FACTS.items()
        ],
        "settings": [
            {"name": each.name, "value": each.value} for each in all_of(session, Setting, of_estate)
        ],
        "homes": [_row("homes", home) for home in homes],
        "residents": [
            _row("residents", people[each.person_id], each, home_code=codes[each.home_id])
            for each in all_of(session, Residency, of_estate)
        ],
        "staff": [_row("staff", people[each.person_id], each) for each in staff],
        "roster": [
            _row(
                "roster", each, staff=names[each.staff_id], **{"from": each.begins, "to": each.ends}
            )
            for each in all_of(session, Shift, of_estate)
        ],
    }
    for name in KEPT_AS_ROWS:
        rows[name] = []
    for kept in all_of(session, SheetRow, of_estate):
        columns = SHEETS[kept.sheet].columns
        rows[kept.sheet].append({c.name: _read(c, kept.values.get(c.name)) for c in columns})
    return Book({name: found for name, found in rows.items() if found})


def all_of(session: Session, table: Any, estate_id: int) -> list[Any]:
    """Return the estate's rows of `table`, oldest first."""
    wanted = select(table).where(table.estate_id == estate_id).order_by(col(table.id))
    return list(session.exec(wanted))


def _row(sheet: str, *sources: SQLModel, **given: Any) -> Row:
    """Return the sheet's columns from `given`, else from the last source that has them."""
    found = dict(given)
    for source in sources:
        for column in SHEETS[sheet].columns:
            if column.name not in given and hasattr(source, column.name):
                found[column.name] = _read(column, getattr(source, column.name))
    return {column.name: found[column.name] for column in SHEETS[sheet].columns}


def _read(column: Column, value: Any) -> Any:
    """Return what the workbook reads for a value of a table, which keeps numbers as text."""
    if value == []:
        return None
    return column.kind.read(value) if isinstance(value, str) else value
