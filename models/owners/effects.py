"""What a change does to the file, and which cells of the workbook would undo it. OWN-08."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.errors import DomainError
from models.estate.tables import Home, Use
from models.moving.ends import ends_on
from models.owners.rules import DAY
from models.owners.tables import FileChange, Particulars
from models.owners.words import Subject
from models.parking.tables import Vehicle
from models.people.tables import HomeRole, Person, Residency, Staff

Cells = list[dict[str, Any]]


class NotFree(DomainError):
    """Somebody else here has that telephone number, name or plate."""

    text_key = "owners.not_free"


def said_now(session: Session, change: FileChange) -> str:
    """Return what the file says of it today; empty where it says nothing."""
    if change.subject is Subject.TENANCY:
        return change.before  # the lease's own day, not until when it is held open
    person = session.get_one(Person, change.person_id)
    home = session.get_one(Home, change.home_id)
    car = session.get(Vehicle, change.vehicle_id or 0)
    known = particulars(session, change)
    says: Mapping[Subject, str | None] = {
        Subject.PHONE: person.phone,
        Subject.NAME: person.name,
        Subject.OWNER: person.name,
        Subject.EMPLOYER: known.employer,
        Subject.MAIL: known.mail,
        Subject.ABOUT: known.about,
        Subject.BANK: known.bank,
        Subject.PAYER: known.payer,
        Subject.PLATE: car.plate if car else None,
        Subject.USE: home.use,
        Subject.AREA: home.area_m2,
    }
    return says.get(change.subject) or ""


def particulars(session: Session, change: FileChange) -> Particulars:
    """Return what the file says of the person in the home, or an empty page of it."""
    known = select(Particulars).where(
        Particulars.home_id == change.home_id, Particulars.person_id == change.person_id
    )
    return session.exec(known).first() or Particulars(
        estate_id=change.estate_id, home_id=change.home_id, person_id=change.person_id
    )


def put_into_file(session: Session, change: FileChange, *, on: date) -> None:
    """Let the file say from now on what was proposed. Raises NotFree."""
    change.before = said_now(session, change)
    change.undoes = EFFECTS[change.subject](session, change, on)
    session.add(change)
    session.flush()


def refuse_taken(session: Session, change: FileChange) -> None:
    """Raise NotFree when what is proposed belongs to somebody else already."""
    phone = change.proposed if change.subject is Subject.PHONE else ""
    here = select(Person.id).where(Person.estate_id == change.estate_id, Person.phone == phone)
    if phone and session.exec(here).first() not in (None, change.person_id):
        raise NotFree(subject=change.subject)
    car = select(Vehicle.id).where(
        Vehicle.estate_id == change.estate_id, Vehicle.plate == change.proposed
    )
    if change.subject is Subject.PLATE and session.exec(car).first() is not None:
        raise NotFree(subject=change.subject)
    names = select(Residency.id).where(
        Residency.home_id == change.home_id, Residency.name == change.proposed,
        Residency.person_id != change.person_id,
    )  # fmt: skip
    if change.subject is Subject.NAME and session.exec(names).first() is not None:
        raise NotFree(subject=change.subject)


def _phone(session: Session, change: FileChange, _on: date) -> Cells:
    refuse_taken(session, change)
    person = session.get_one(Person, change.person_id)
    old, person.phone = person.phone, change.proposed
    session.add(person)
    staff = session.exec(select(Staff).where(Staff.person_id == person.id)).all()
    return [
        *(_cell("residents", key, "phone", old) for key, _ in _rows_of(session, person)),
        *(_cell("staff", [each.name], "phone", old) for each in staff),
    ]


def _name(session: Session, change: FileChange, _on: date) -> Cells:
    refuse_taken(session, change)
    person = session.get_one(Person, change.person_id)
    cells = []
    for key, row in _rows_of(session, person):
        if row.name == change.before:
            cells.append(_cell("residents", key, "name", row.name))
            row.name = change.proposed
            session.add(row)
    person.name = change.proposed
    session.add(person)
    return cells


def _particular(session: Session, change: FileChange, _on: date) -> Cells:
    page = particulars(session, change)
    setattr(page, change.subject, change.proposed)
    session.add(page)
    return []


def _plate(session: Session, change: FileChange, _on: date) -> Cells:
    refuse_taken(session, change)
    car = session.get(Vehicle, change.vehicle_id or 0)
    if car is None:
        owner = session.get_one(Person, change.person_id)
        car = Vehicle(
            estate_id=change.estate_id, plate=change.proposed, home_id=change.home_id,
            owner_name=owner.name,
        )  # fmt: skip
        session.add(car)
        return []
    old, car.plate = car.plate, change.proposed
    session.add(car)
    return [_cell("vehicles", [old], "plate", old)]


def _of_home(session: Session, change: FileChange, _on: date) -> Cells:
    home = session.get_one(Home, change.home_id)
    column = {Subject.USE: "use", Subject.AREA: "area_m2"}[change.subject]
    old = getattr(home, column)
    setattr(home, column, Use(change.proposed) if column == "use" else change.proposed)
    session.add(home)
    return [_cell("homes", [home.code], column, old)]


def _newcomer(session: Session, change: FileChange, on: date) -> Cells:
    """Give somebody new their role in the home; who sold it is its owner no longer."""
    roles = {Subject.MEMBER: HomeRole.FAMILY, Subject.TENANT: HomeRole.TENANT}
    role = roles.get(change.subject, HomeRole.OWNER)
    cells = _sold(session, change, on) if change.subject is Subject.OWNER else []
    known = select(Residency).where(
        Residency.home_id == change.home_id, Residency.name == change.proposed
    )
    row = session.exec(known).first() or Residency(
        estate_id=change.estate_id, home_id=change.home_id, name=change.proposed,
        person_id=_somebody(session, change).id, role=role,
    )  # fmt: skip
    row.role, row.since = role, on
    ends_on(session, row, change.lasts_until and change.lasts_until + DAY)
    return cells


def _tenancy(session: Session, change: FileChange, _on: date) -> Cells:
    """Let the tenancy last as the new lease says; its end is looked at when it comes."""
    rows = select(Residency, Home.code).join(Home, col(Home.id) == col(Residency.home_id))
    found = rows.where(
        Residency.home_id == change.home_id, Residency.person_id == change.person_id,
        Residency.role == HomeRole.TENANT,
    )  # fmt: skip
    row, code = session.exec(found).one()
    ends_on(session, row, date.fromisoformat(change.proposed) + DAY)
    before = date.fromisoformat(change.before) + DAY if change.before else None
    return [_cell("residents", [code, row.name], "left_on", before and before.isoformat())]


def _sold(session: Session, change: FileChange, on: date) -> Cells:
    home, cells = session.get_one(Home, change.home_id), []
    owned = select(Residency).where(
        Residency.home_id == home.id, Residency.person_id == change.person_id,
        Residency.role == HomeRole.OWNER, col(Residency.left_on).is_(None),
    )  # fmt: skip
    for row in session.exec(owned):
        row.left_on = on
        session.add(row)
        cells.append(_cell("residents", [home.code, row.name], "left_on", None))
    return cells


def _somebody(session: Session, change: FileChange) -> Person:
    """Return the person with that telephone, or somebody the register does not know yet."""
    phone = change.contact or None
    known = select(Person).where(Person.estate_id == change.estate_id, Person.phone == phone)
    person = session.exec(known).first() if phone else None
    if person is None:
        person = Person(estate_id=change.estate_id, name=change.proposed, phone=phone)
        session.add(person)
        session.flush()
    return person


def _rows_of(session: Session, person: Person) -> list[tuple[list[str], Residency]]:
    rows = select(Residency, Home.code).join(Home, col(Home.id) == col(Residency.home_id))
    wanted = rows.where(Residency.person_id == person.id).order_by(col(Residency.id))
    return [([code, row.name], row) for row, code in session.exec(wanted)]


def _cell(sheet: str, key: list[str], column: str, before: object) -> dict[str, Any]:
    return {"sheet": sheet, "key": key, "column": column, "before": before}


OF_THE_PERSON = (Subject.EMPLOYER, Subject.MAIL, Subject.ABOUT, Subject.BANK, Subject.PAYER)
Effect = Callable[[Session, FileChange, date], Cells]
EFFECTS: Mapping[Subject, Effect] = {
    Subject.PHONE: _phone,
    Subject.NAME: _name,
    Subject.PLATE: _plate,
    Subject.TENANCY: _tenancy,
    **dict.fromkeys(OF_THE_PERSON, _particular),
    **dict.fromkeys((Subject.USE, Subject.AREA), _of_home),
    **dict.fromkeys((Subject.MEMBER, Subject.TENANT, Subject.OWNER), _newcomer),
}
