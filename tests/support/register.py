"""Rows of the register, as an import would write them, and codes as the office hands them out."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.estate.tables import Estate, Home, Setting
from models.groups.tables import Purpose, StaffGroup
from models.people.invitations import invite
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from tests.support.world import MONDAY, World


def the_estate(session: Session) -> Estate:
    """Return the estate of the stories."""
    return session.exec(select(Estate)).one()


def moves_in(
    session: Session, name: str, unit: str, *, role: HomeRole = HomeRole.OWNER, **person: Any
) -> Residency:
    """Return a role in the home of Building 1, of somebody who has no account yet."""
    estate = the_estate(session)
    home = session.exec(select(Home).where(Home.unit == unit)).one()
    human = Person(estate_id=estate.id, name=name, **person)
    session.add(human)
    session.flush()
    residency = Residency(
        estate_id=estate.id, home_id=home.id, person_id=human.id, name=name, role=role
    )
    session.add(residency)
    session.flush()
    return residency


def moves_within(session: Session, name: str, unit: str) -> None:
    """Let a resident have left their home, and own this one instead."""
    left = session.exec(select(Residency).where(Residency.name == name)).one()
    left.left_on = MONDAY.date()
    moves_in(session, name, unit).person_id = left.person_id


def hired(
    session: Session, name: str, role: StaffRole = StaffRole.TECHNICIAN, **person: Any
) -> Staff:
    """Return a member of staff who has no account yet."""
    estate = the_estate(session)
    human = Person(estate_id=estate.id, name=name, **person)
    session.add(human)
    session.flush()
    staff = Staff(estate_id=estate.id, person_id=human.id, name=name, role=role)
    session.add(staff)
    session.flush()
    return staff


def binds(session: Session, chat_id: int, purpose: Purpose, **more: Any) -> StaffGroup:
    """Return a group that is bound."""
    group = StaffGroup(
        estate_id=the_estate(session).id, chat_id=chat_id, purpose=purpose, bound_at=MONDAY, **more
    )
    session.add(group)
    session.flush()
    return group


def code(world: World, name: str = "", *, now: datetime | None = None, **group: Any) -> str:
    """Return a code: of the resident or member of staff of that name, else of a group."""

    def make(session: Session) -> str:
        at, estate_id = now or world.clock.now(), the_estate(session).id
        for table, word in ((Residency, "residency"), (Staff, "staff")):
            row = session.exec(select(table).where(table.name == name)).first()
            if row is not None:
                return invite(session, estate_id=estate_id, now=at, **{word: row})[0]
        return invite(session, estate_id=estate_id, now=at, **group)[0]

    return str(world.write(make))


def changes(world: World, name: str, value: Any) -> None:
    """Let the office change a setting."""

    def change(session: Session) -> None:
        session.add(Setting(estate_id=the_estate(session).id, name=name, value=value))

    world.write(change)


def everybody_is_silent(session: Session) -> None:
    """Let nobody of the staff be anybody whom we can write to."""
    here = select(Staff.person_id)
    for person in session.exec(select(Person).where(col(Person.id).in_(here))):
        person.unreachable_since = MONDAY
        session.add(person)


def works_elsewhere(session: Session, name: str) -> None:
    """Let somebody who works here be one of another estate's office."""
    other = Estate(office_code="XYZ", name="星云苑", hotline="021-5550200", emergency_phone="110")
    session.add(other)
    session.flush()
    person = session.exec(select(Person).where(Person.name == name)).one()
    post = session.exec(select(Staff).where(Staff.person_id == person.id)).one()
    person.estate_id = post.estate_id = other.id
    session.add_all((person, post))
