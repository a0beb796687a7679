"""A fee that is coming: 101 owes December's from 1 December, and somebody else's home may too."""

from sqlmodel import Session, select

from models.estate.tables import Home
from models.people.tables import HomeRole, Person, Residency, StaffRole
from scheduler.dunning import plan_dunning
from scheduler.fees import plan_fees
from tests.support.human import Human
from tests.support.owing import CASHIER, charged, publishes
from tests.support.register import hired
from tests.support.world import World

TITLE = "缴费提示"


async def a_fee_is_coming(world: World) -> tuple[Human, Human]:
    """Return the cashier, and Mrs Lin of 101, who hears of 250.88 on 26 November at nine."""
    world.write(_december)
    cashier = world.joins("sun", CASHIER)
    await world.settles()
    plan_fees(world.database, world.clock)
    plan_dunning(world.database, world.clock)
    return cashier, world.humans["anna"]


def _december(session: Session) -> None:
    publishes(session)
    charged(session, "101", ("2026-12", "WY", 25088))
    hired(session, "孙会计", StaffRole.FINANCE, telegram_id=CASHIER)


def also_of(session: Session, name: str, unit: str, role: HomeRole = HomeRole.OWNER) -> None:
    """Let somebody we know have a role in this home too."""
    home = session.exec(select(Home).where(Home.unit == unit)).one()
    person = session.exec(select(Person).where(Person.name == name)).one()
    known = {"estate_id": home.estate_id, "home_id": home.id, "person_id": person.id}
    session.add(Residency(name=name, role=role, **known))
