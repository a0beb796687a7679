"""A checked workbook becomes rows of the estate: what would change, and the change itself."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from models.columns import SHEETS
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.exporting import KEPT_AS_ROWS, RENAMED, all_of, export_book, kept_rows
from models.estate.tables import Estate, Home, Setting, SheetRow
from models.faq.tables import FaqEntry
from models.fees.sheets import put_fees
from models.moving.ends import plan_goings
from models.owners.forms import plan_forms
from models.owners.sheets import undoing_nothing
from models.parking.sheets import put_ledger
from models.people.tables import Language, Person, Residency, Shift, Staff
from models.values import frozen
from models.workbook import Book, Keys, Row

TABLES: dict[str, type[SQLModel]] = {
    "settings": Setting,
    "homes": Home,
    "residents": Residency,
    "staff": Staff,
    "roster": Shift,
    "faq": FaqEntry,
}
OF_THE_PERSON = ("address_as", "language")
KEPT_AS_TEXT = ("area_m2", "meters")


class EstateUnclear(DomainError):
    """The workbook does not say whose it is, or too little to found a new estate."""

    text_key = "errors.estate_unclear"


@frozen
class Change:
    """A row that an import would add, change in these columns, or, without any, take away."""

    sheet: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    is_new: bool


def estate_of(session: Session, book: Book, office_code: str | None = None) -> Estate | None:
    """Return the estate that `book` is about; None when the import founds it.

    The workbook's own `office_code` decides, then the one given, then there must be only one.
    Raises EstateUnclear.
    """
    facts = _facts(book)
    wanted = facts.get("office_code") or office_code
    every = session.exec(select(Estate).order_by(col(Estate.id)))
    found = [estate for estate in every if wanted in (None, estate.office_code)]
    if len(found) != 1:
        _refuse_unfounded(facts, found)
    return found[0] if len(found) == 1 else None


def known_keys(session: Session, estate: Estate | None) -> Keys:
    """Return the keys of the rows that the estate has, for `workbook.check`."""
    rows = export_book(session, estate).rows if estate else {}
    return {name: {SHEETS[name].key_of(row) for row in found} for name, found in rows.items()}


def plan_import(session: Session, book: Book, estate: Estate | None) -> list[Change]:
    """Return what `apply_import` would do, row by row; nothing is changed.

    Raises WrongWorkbook where it would undo what was approved since.
    """
    present = _settled(export_book(session, estate)) if estate else {}
    settled = _settled(undoing_nothing(session, estate, book))
    spans = [SHEETS["roster"].key_of(row) for row in present.get("roster", [])]
    return [
        change
        for name, rows in settled.items()
        for change in changes_in(name, rows, present.get(name, []))
    ] + [
        Change("roster", key, (), is_new=False)
        for key in _replaced(settled.get("roster", []), spans)
    ]


def apply_import(session: Session, book: Book, estate: Estate | None) -> Estate:
    """Make the estate's rows equal to those of `book`; what `book` does not name is untouched.

    Without `estate` a new one is founded on the sheet `estate`. Applied twice, it changes nothing
    the second time. Raises WrongWorkbook where it would undo what was approved since.
    """
    facts = _facts(book)
    if estate is None:
        _refuse_unfounded(facts, [])
    estate = cast(Estate, _written(session, estate or Estate(**facts), facts))
    session.flush()
    _Import(session, estate, _settled(undoing_nothing(session, estate, book))).run()
    session.flush()
    return estate


def _refuse_unfounded(facts: Row, found: list[Estate]) -> None:
    if not facts.get("name") or not facts.get("office_code"):
        raise EstateUnclear(estates=len(found))


def _facts(book: Book) -> Row:
    return {str(row.get("key")): row.get("value") for row in book.rows.get("estate", [])}


def _settled(book: Book) -> dict[str, list[Row]]:
    """Return the rows with the defaults of empty cells, and one language for each phone."""
    rows = {name: [_with_defaults(name, row) for row in found] for name, found in book.rows.items()}
    first: dict[tuple[str, str], str] = {}
    for row in rows.get("residents", []) + rows.get("staff", []):
        for column in OF_THE_PERSON:
            if column in row and row.get("phone"):
                row[column] = first.setdefault((row["phone"], column), row[column])
    return rows


def _with_defaults(sheet: str, row: Row) -> Row:
    fields = TABLES[sheet].model_fields if sheet in TABLES else {}
    empty = {c for c, v in row.items() if v is None}
    unset = {c for c in empty & fields.keys() if not fields[c].is_required()}
    defaults = {c: fields[c].get_default(call_default_factory=True) for c in unset}
    # An empty language does not undo what the person has chosen in the chat.
    return {c: v for c, v in (row | defaults).items() if c not in empty.intersection(OF_THE_PERSON)}


def changes_in(sheet: str, rows: list[Row], present: list[Row]) -> Iterator[Change]:
    """Yield what the rows say that the present ones do not."""
    key_of = SHEETS[sheet].key_of
    before = {key_of(row): row for row in present}
    for row in rows:
        old = before.get(key_of(row))
        columns = tuple(c for c, v in row.items() if old is None or old[c] != v)
        if columns:
            yield Change(sheet, key_of(row), columns, is_new=old is None)


def _replaced(rows: list[Row], present: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the spans of the roster that go: the book names their person and day, but not them."""
    named = {SHEETS["roster"].key_of(row) for row in rows}
    days = {key[:2] for key in named}
    return [key for key in present if key[:2] in days and key not in named]


def _written(session: Session, row: Any, values: Row) -> Any:
    """Return the row of a table, new or not, with these values."""
    for field, value in values.items():
        setattr(row, field, value)
    session.add(row)
    return row


class _Import:
    """One import under way: what the estate has, by sheet and key, and what the workbook says."""

    def __init__(self, session: Session, estate: Estate, rows: dict[str, list[Row]]) -> None:
        self.session = session
        self.estate = estate
        self.rows = rows
        self.present = {
            name: {SHEETS[name].key_of(row): kept for kept, row in found}
            for name, found in kept_rows(session, estate).items()
        }
        self.people = {person.id: person for person in all_of(session, Person, estate.id)}
        self.by_phone = {p.phone: p for p in self.people.values() if p.phone}

    def run(self) -> None:
        for sheet in ("settings", "homes", "faq"):
            for row in self.rows.get(sheet, []):
                self._put(sheet, row)
        self.session.flush()
        for put in (put_ledger, put_fees, plan_forms):
            put(self.session, self.estate, self.rows, self.present)
        self._people()
        self._let_go()
        for row in self.rows.get("roster", []):
            self._put("roster", row, staff_id=self.present["staff"][row["staff"],].id)
        self._keep()

    def _let_go(self) -> None:
        """Plan the going of who leaves; free the days that the book's roster names anew."""
        calendar = calendar_of(self.session, self.estate)
        leaving = (
            self.present[sheet][SHEETS[sheet].key_of(row)]
            for sheet in ("residents", "staff")
            for row in self.rows.get(sheet, [])
        )
        plan_goings(self.session, leaving, calendar)
        for key in _replaced(self.rows.get("roster", []), self.present["roster"]):
            self.session.delete(self.present["roster"].pop(key))
        self.session.flush()

    def _put(self, sheet: str, row: Row, **links: int) -> None:
        """Write the cells that the sheet's table keeps to the row of this key, or to a new one."""
        fields = TABLES[sheet].model_fields
        cells = [(c, RENAMED.get(c.name, c.name)) for c in SHEETS[sheet].columns if c.name in row]
        values = {
            field: column.write(row[column.name]) or None
            if column.name in KEPT_AS_TEXT
            else row[column.name]
            for column, field in cells
            if field in fields
        }
        key = SHEETS[sheet].key_of(row)
        kept = self.present[sheet].get(key) or TABLES[sheet](estate_id=self.estate.id)
        self.present[sheet][key] = _written(self.session, kept, values | links)

    def _people(self) -> None:
        named = [
            (sheet, row, self.present[sheet].get(SHEETS[sheet].key_of(row)))
            for sheet in ("residents", "staff")
            for row in self.rows.get(sheet, [])
        ]
        self._move_phones({
            id(present): row["phone"] for _, row, present in named if present and "phone" in row
        })  # fmt: skip
        persons = [self._person(row, present) for _, row, present in named]
        self.session.flush()
        for (sheet, row, _), person in zip(named, persons, strict=True):
            links = {"person_id": person.id}
            if sheet == "residents":
                links["home_id"] = self.present["homes"][row["home_code"],].id
            self._put(sheet, row, **links)
        self.session.flush()

    def _move_phones(self, told: dict[int, str | None]) -> None:
        """Give a new phone to whoever has it in all their rows; the old one is free then.

        Before any row is matched: the next holder of the old number must not become this person.
        """
        after: dict[int, set[str | None]] = {}
        for present in [*self.present["residents"].values(), *self.present["staff"].values()]:
            person = self.people[present.person_id]
            after.setdefault(person.id, set()).add(told.get(id(present), person.phone))
        moves = [
            (self.people[key], *phones)
            for key, phones in after.items()
            if len(phones) == 1 and self.people[key].phone not in phones
        ]
        for person, _ in moves:
            self.by_phone.pop(person.phone, None)
            person.phone = None
        self.session.flush()
        for person, phone in moves:
            if phone is not None and self.by_phone.setdefault(phone, person) is person:
                person.phone = phone

    def _person(self, row: Row, present: Any) -> Person:
        """Return who the row is: the one with its phone, else the one it was, else a new one."""
        before = self.people[present.person_id] if present else None
        phone = row.get("phone", before.phone if before else None)
        person = (self.by_phone.get(phone) if phone else before) or Person(
            estate_id=self.estate.id, name=row["name"], phone=phone,
            language=Language(self.estate.locale),
        )  # fmt: skip
        if phone:
            self.by_phone[phone] = person
        told = {column: row[column] for column in OF_THE_PERSON if column in row}
        return cast(Person, _written(self.session, person, told))

    def _keep(self) -> None:
        """Keep the rows of sheets whose feature has no table yet, every cell as its text."""
        added: list[Row] = []
        for sheet in KEPT_AS_ROWS:
            columns = SHEETS[sheet].columns
            for row in self.rows.get(sheet, []):
                key = SHEETS[sheet].key_of(row)
                cells = {c.name: c.write(row[c.name]) or None for c in columns if c.name in row}
                if kept := self.present[sheet].get(key):
                    kept.values = {**kept.values, **cells}
                else:
                    named = {"sheet": sheet, "key": json.dumps(key, ensure_ascii=False)}
                    added.append({"estate_id": self.estate.id, **named, "values": cells})
        if added:
            self.session.execute(insert(SheetRow), added)  # thousands: an object each is slow
