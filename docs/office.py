"""An office of the page's own: residents of three homes, and somebody of each role."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from models.estate.tables import Estate, Home
from models.people.tables import Department, HomeRole, Person, Residency, Staff, StaffRole

OWN = " (own)"
RESIDENTS = ("reporter", "joined", "household", "neighbour", "driver")
HOMES = {"joined": 2, "neighbour": 2, "driver": 3}  # of the others it is the first


@dataclass(frozen=True)
class Somebody:
    """A person of one of the roles, in an office of the page's own."""

    name: str
    person: Person
    staff: Staff | None = None


def people_of(session: Session) -> Iterator[Somebody]:
    """Yield residents of three homes, and somebody of every role, as they are written down."""
    session.add(Estate(id=1, office_code="YHY", name="云和苑"))
    session.flush()
    for number in (1, 2, 3):
        home = Home(id=number, estate_id=1, code=str(number), building="1", unit=str(number))
        session.add(home)
    session.flush()
    for name in RESIDENTS:
        person = _person(session, name)
        known = {"estate_id": 1, "person_id": person.id, "name": name}
        role = HomeRole.FAMILY if name == "household" else HomeRole.OWNER
        session.add(Residency(home_id=HOMES.get(name, 1), role=role, **known))
        yield Somebody(name, person)
    for role in StaffRole:
        person = _person(session, role)
        staff = Staff(
            estate_id=1, person_id=person.id, name=role, role=role, department=Department.KF
        )
        session.add(staff)
        session.flush()
        yield Somebody(role.value, person, staff)


def _person(session: Session, name: str) -> Person:
    person = Person(estate_id=1, name=name)
    session.add(person)
    session.flush()
    return person
