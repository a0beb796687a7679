"""Who drives a car: by the ledger of the homes' cars, else by a visitor's pass its host."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from models.blocked.rules import DRIVER, GUARD
from models.blocked.tables import Blockage
from models.cases.tables import Case
from models.parking.tables import Vehicle
from models.people.operations import homes_of, staff_of
from models.people.tables import Person, Residency, StaffRole
from models.permissions import parts_in, today_in
from models.visitors.rules import Status
from models.visitors.tables import VisitorPass


def drivers_of(
    session: Session, estate_id: int, plate: str, *, besides: int, now: datetime
) -> list[Person]:
    """Return who drives the car: who lives in its home today, or whose guest it is.

    Never the asker (`besides`); who can be written to comes first.
    """
    bare = func.replace(func.replace(func.upper(Vehicle.plate), "·", ""), " ", "")
    in_ledger = select(Vehicle).where(Vehicle.estate_id == estate_id, bare == plate)
    car = session.exec(in_ledger).first()
    if car is not None:
        live_there = select(Residency.person_id).where(Residency.home_id == car.home_id)
        home_id, wanted = car.home_id, select(Person).where(col(Person.id).in_(live_there))
    else:
        guest = _pass_of(session, estate_id, plate, now)
        if guest is None:
            return []
        home_id, wanted = guest.home_id, select(Person).where(Person.id == guest.person_id)
    today = today_in(session, estate_id, now=now)
    found = [
        each
        for each in session.exec(wanted.order_by(col(Person.id)))
        if each.id != besides
        and home_id in {home.id for home in homes_of(session, each.id, on=today)}
    ]
    return sorted(found, key=lambda each: not can_be_asked(each))


def can_be_asked(person: Person) -> bool:
    """Tell whether we can write to the person."""
    return person.telegram_id is not None and person.unreachable_since is None


def roles_in(session: Session, case: Case, person: Person, *, now: datetime) -> frozenset[str]:
    """Return what the person is to the case today, a guard and the car's driver among them."""
    parts = set[str](parts_in(session, case, person, now=now))
    if person.estate_id != case.estate_id:
        return frozenset()
    staff = staff_of(session, person.id, on=today_in(session, case.estate_id, now=now))
    if staff is not None and staff.role is StaffRole.GUARD:
        parts.add(GUARD)
    blockage = session.get_one(Blockage, case.id)
    drivers = drivers_of(session, case.estate_id, blockage.plate, besides=case.reporter_id, now=now)
    if blockage.asks_driver and person.id in {each.id for each in drivers}:
        parts.add(DRIVER)
    return frozenset(parts)


def _pass_of(session: Session, estate_id: int, plate: str, now: datetime) -> VisitorPass | None:
    """Return the pass by which the car came in, or may be here."""
    wanted = select(VisitorPass).where(
        VisitorPass.estate_id == estate_id,
        VisitorPass.plate == plate,
        (col(VisitorPass.status) == Status.IN)
        | ((col(VisitorPass.status) == Status.OPEN) & (col(VisitorPass.valid_from) <= now)),
    )
    return session.exec(wanted.order_by(col(VisitorPass.id).desc())).first()
