"""Somebody comes to a home for its fees: how it is asked for, and what became of it."""

from datetime import date

from sqlmodel import Session, col, select

from models.collecting.rules import CollectionState
from models.collecting.tables import Collection
from models.dunning.reading import rest_of
from models.people.absences import Absence
from models.people.tables import HomeRole, Person, Residency, Staff
from tests.support.human import Human
from tests.support.owing import the_cashier
from tests.support.world import World

AT = "11月23日(周一)14:30"
TOMORROW = "11月24日(周二)10:00"


async def who_asks(world: World, *, at: str = AT) -> tuple[Human, Human]:
    """Let Mrs Lin, who owes 851.76, agree that somebody comes; return her and the officer."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    await anna.presses(at)
    await anna.presses("同意")
    return anna, world.humans["wang"]


def states(session: Session) -> list[CollectionState]:
    """Return what became of every appointment."""
    return list(session.exec(select(Collection.state).order_by(col(Collection.id))))


def rested_until(session: Session) -> date | None:
    """Return until when the first home's ladder rests."""
    rest = rest_of(session, 1)
    return rest.until if rest else None


def lives_there(session: Session, name: str) -> None:
    """Let that person live with the family, in 102; Mr Chen with that of 101."""
    person = session.exec(select(Person).where(Person.name == name)).one()
    home_id = 1 if name == "陈大文" else 2
    session.add(
        Residency(
            estate_id=1, home_id=home_id, person_id=person.id, name=name, role=HomeRole.FAMILY
        )
    )


def is_away(session: Session) -> None:
    """Let the officer be ill today."""
    wang = session.exec(select(Staff).where(Staff.name == "王芳")).one()
    session.add(Absence(estate_id=1, staff_id=wang.id, on=date(2026, 11, 23)))
