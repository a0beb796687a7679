"""Residents of an estate, each with a home, and the staff whose work they wait for."""

from sqlmodel import Session, select

from models.estate.tables import Estate, Home
from models.faq.tables import FaqEntry
from models.people.tables import Department, HomeRole, Person, Residency, StaffRole
from tests.support.arrivals import CHAT
from tests.support.complaining import hire
from tests.support.register import the_estate

RESIDENTS = 40


def resident(session: Session, nth: int) -> tuple[Person, Home]:
    """Return the resident of that number, and their home."""
    person = session.exec(select(Person).where(Person.telegram_id == CHAT + nth)).one()
    home = session.exec(select(Home).where(Home.unit == f"{nth:05}")).one()
    return person, home


def staff(session: Session, name: str) -> Person:
    """Return the member of staff of that name."""
    return session.exec(select(Person).where(Person.name == name)).one()


def peopled(session: Session, zone: str) -> None:
    """Let the estate be in that zone, with residents, answers to go through, and its company."""
    estate: Estate = the_estate(session)
    estate.timezone = zone
    session.add(estate)
    for nth in range(RESIDENTS):
        home = Home(estate_id=estate.id, code=f"{nth:010}", building="9号楼", unit=f"{nth:05}")
        person = Person(
            estate_id=estate.id, name=f"住户{nth}", phone=f"+86137{nth:08}",
            telegram_id=CHAT + nth,
        )  # fmt: skip
        session.add_all((home, person))
        session.flush()
        session.add(
            Residency(
                estate_id=estate.id, home_id=home.id, person_id=person.id, name=person.name,
                role=HomeRole.OWNER,
            )
        )  # fmt: skip
    for nth in range(6):
        entry = FaqEntry(estate_id=estate.id, topic="小区", question=f"问{nth}", answer=f"答{nth}")
        session.add(entry)
    hire(session, "公司王总", 34, StaffRole.COMPANY, Department.QT)
