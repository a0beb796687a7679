"""A checked workbook becomes rows of the estate: what would change, and the change itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from models.columns import SHEETS
from models.errors import DomainError
from models.estate.exporting import KEPT_AS_ROWS, all_of, export_book
from models.estate.tables import Estate, Home, Setting, SheetRow
from models.people.tables import Language, Person, Residency, Shift, Staff
from models.workbook import Book, Keys, Row

TABLES: dict[str, type[SQLModel]] = {
    "homes": Home,
    "residents": Residency,
    "staff": Staff,
    "roster": Shift,
}
OF_THE_PERSON = ("address_as", "language")
KEPT_AS_TEXT = ("area_m2", "meters")
RENAMED = {"from": "begins", "to": "ends"}


class EstateUnclear(DomainError):
    """The workbook does not say whose it is, or too little to found a new estate."""

    text_key = "errors.estate_unclear"


@dataclass(frozen=True, slots=True)
class Change:
    """A row that an import would add, or change in these columns."""

    sheet: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    is_new: bool


def estate_of(session: Session, book: Book, office_code: str | None = None) -> Estate | None:
    """Return the estate that `book` is about; None when the import founds it.

    The workbook's own `office_code` decides, then the one given, then there must be only one.
    Raises EstateUnclear.
    """
    own = _facts(book).get("office_code")
    wanted = own or office_code
    found = session.exec(select(Estate).order_by(col(Estate.id))).all()
    if wanted is not None:
        found = [estate for estate in found if estate.office_code == wanted]
    if len(found) == 1:
        return found[0]
    if own is None or "name" not in _facts(book):
        raise EstateUnclear(estates=len(found))
    return None


def known_keys(session: Session, estate: Estate | None) -> Keys:
    """Return the keys of the rows that the estate has, for `workbook.check`."""
    rows = export_book(session, estate).rows if estate else {}
    return {name: {SHEETS[name].key_of(row) for row in found} for name, found in rows.items()}


def plan_import(session: Session, book: Book, estate: Estate | None) -> list[Change]:
    """Return what `apply_import` would do, row by row; nothing is changed."""
    present = _settled(export_book(session, estate)) if estate else {}
    return [
        change
        for name, rows in _settled(book).items()
        for change in _changes(name, rows, present.get(name, []))
    ]


def apply_import(session: Session, book: Book, estate: Estate | None) -> Estate:
    """Make the estate's rows equal to those of `book`; what `book` does not name is untouched.

    Without `estate` a new one is founded on the sheet `estate`. Applied twice, it changes nothing
    the second time.
    """
    facts = _facts(book)
    if estate is None:
        if not facts.get("name") or not facts.get("office_code"):
            raise EstateUnclear(estates=0)
        estate = Estate(**facts)
        session.add(estate)
    for fact, value in facts.items():
        setattr(estate, fact, value)
    session.flush()
    _Import(session, estate, _settled(book)).run()
    session.flush()
    return estate


def _facts(book: Book) -> Row:
    return {row["key"]: row["value"] for row in book.rows.get("estate", [])}


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
    # An empty language does not undo what the person has chosen in the chat.
    kept = {c: v for c, v in row.items() if v is not None or c not in OF_THE_PERSON}
    fields = TABLES[sheet].model_fields if sheet in TABLES else {}
    for column, value in kept.items():
        if value is None and column in fields:
            kept[column] = fields[column].get_default(call_default_factory=True)
    return kept


def _changes(sheet: str, rows: list[Row], present: list[Row]) -> Iterator[Change]:
    key_of = SHEETS[sheet].key_of
    before = {key_of(row): row for row in present}
    for row in rows:
        old = before.get(key_of(row))
        columns = tuple(c for c, v in row.items() if old is None or old[c] != v)
        if columns:
            yield Change(sheet, key_of(row), columns, is_new=old is None)


class _Import:
    """One import under way: what the estate has, by key, and what the workbook says."""

    def __init__(self, session: Session, estate: Estate, rows: dict[str, list[Row]]) -> None:
        self.session = session
        self.estate = estate
        self.rows = rows
        self.homes = {home.code: home for home in self._present(Home)}
        self.staff = {member.name: member for member in self._present(Staff)}
        codes = {home.id: home.code for home in self.homes.values()}
        self.residencies = {(codes[r.home_id], r.name): r for r in self._present(Residency)}
        self.people = {person.id: person for person in self._present(Person)}
        self.by_phone = {p.phone: p for p in self.people.values() if p.phone}

    def run(self) -> None:
        present = {each.name: each for each in self._present(Setting)}
        for row in self.rows.get("settings", []):
            self._put(Setting, present.get(row["name"]), "settings", row)
        for row in self.rows.get("homes", []):
            self.homes[row["code"]] = self._put(Home, self.homes.get(row["code"]), "homes", row)
        self.session.flush()
        self._people()
        self._roster()
        self._kept()

    def _present(self, table: Any) -> list[Any]:
        return all_of(self.session, table, self.estate.id)

    def _put(self, table: Any, present: Any, sheet: str, row: Row, **links: int) -> Any:
        """Return the row of `table`, `present` or new, with the cells of `row` that it keeps."""
        values: Row = {"estate_id": self.estate.id, **links}
        for column in SHEETS[sheet].columns:
            field = RENAMED.get(column.name, column.name)
            if column.name in row and field in table.model_fields:
                value = row[column.name]
                as_text = column.name in KEPT_AS_TEXT and value is not None
                values[field] = column.write(value) if as_text else value
        if present is None:
            present = table(**values)
            self.session.add(present)
            return present
        for field, value in values.items():
            setattr(present, field, value)
        return present

    def _people(self) -> None:
        residents = [
            (row, self.residencies.get((row["home_code"], row["name"])))
            for row in self.rows.get("residents", [])
        ]
        staff = [(row, self.staff.get(row["name"])) for row in self.rows.get("staff", [])]
        self._move_phones(residents + staff)
        persons = [self._person(row, present) for row, present in residents + staff]
        self.session.flush()
        ids = iter([person.id for person in persons])
        for row, present in residents:
            home_id = self.homes[row["home_code"]].id
            links = {"home_id": home_id, "person_id": next(ids)}
            self._put(Residency, present, "residents", row, **links)
        for row, present in staff:
            links = {"person_id": next(ids)}
            self.staff[row["name"]] = self._put(Staff, present, "staff", row, **links)
        self.session.flush()

    def _move_phones(self, named: list[tuple[Row, Any]]) -> None:
        """Give a new phone to whoever has it in all their rows; the old one is free then.

        Before any row is matched: the next holder of the old number must not become this person.
        """
        told = {id(present): row for row, present in named if present and "phone" in row}
        after: dict[int, set[str | None]] = {}
        for present in [*self.residencies.values(), *self.staff.values()]:
            person = self.people[present.person_id]
            phone = told[id(present)]["phone"] if id(present) in told else person.phone
            after.setdefault(person.id, set()).add(phone)
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
        person = self.by_phone.get(phone) if phone is not None else before
        if person is None:
            language = Language(row.get("language", self.estate.locale))
            person = Person(
                estate_id=self.estate.id, name=row["name"], phone=phone, language=language
            )
            self.session.add(person)
        if phone is not None:
            self.by_phone[phone] = person
        for column in OF_THE_PERSON:
            if column in row:
                setattr(person, column, row[column])
        return person

    def _roster(self) -> None:
        present = {(shift.staff_id, shift.on): shift for shift in self._present(Shift)}
        for row in self.rows.get("roster", []):
            staff_id = self.staff[row["staff"]].id
            shift = present.get((staff_id, row["on"]))
            self._put(Shift, shift, "roster", row, staff_id=staff_id)

    def _kept(self) -> None:
        """Keep the rows of sheets whose feature has no table yet, every cell as its text."""
        present = {(kept.sheet, kept.key): kept for kept in self._present(SheetRow)}
        added: list[Row] = []
        for sheet in KEPT_AS_ROWS:
            columns = SHEETS[sheet].columns
            for row in self.rows.get(sheet, []):
                key = json.dumps(SHEETS[sheet].key_of(row), ensure_ascii=False)
                cells = {c.name: c.write(row[c.name]) or None for c in columns if c.name in row}
                if kept := present.get((sheet, key)):
                    kept.values = {**kept.values, **cells}
                else:
                    named = {"estate_id": self.estate.id, "sheet": sheet, "key": key}
                    added.append({**named, "values": cells})
        if added:
            self.session.execute(insert(SheetRow), added)  # thousands: an object each is slow
