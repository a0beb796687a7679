"""A car in the way, as the stories need it: the ledger, and how it is reported."""

from sqlmodel import Session, select

from models.estate.tables import Home
from models.parking.tables import Vehicle
from tests.support.human import Human
from tests.support.world import World

PLATE, UNKNOWN = "苏A12345", "沪C99999"


def drives(session: Session, plate: str = PLATE, unit: str = "102") -> None:
    """Let the ledger have the car in the file of that home."""
    home = session.exec(select(Home).where(Home.unit == unit)).one()
    session.add(Vehicle(estate_id=home.estate_id, plate=plate, home_id=home.id))


async def is_blocked(world: World, who: str = "anna", *, by: str = PLATE) -> Human:
    """Let a resident report a car that is in the way."""
    human = world.humans[who]
    await human.says("/blocked")
    await human.says(by)
    await human.says("2号门出口")
    await human.presses("请车主挪车")
    return human
