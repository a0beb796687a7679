"""A suit that is won has its preservation: on the day that stands, and on no other."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.dunning.suits import preserve_by
from models.dunning.tables import DunningStep
from models.dunning.words import Paper, Rung
from models.errors import NotAllowed
from models.estate.tables import Home
from models.people.tables import Person
from tests.support.human import Human
from tests.support.owing import the_cashier
from tests.support.register import works_elsewhere
from tests.support.world import World

ASKED = "前要向法院申请保全"


def is_mandated(session: Session) -> None:
    """Let the suit about 101 be with the adviser."""
    home = session.exec(select(Home).where(Home.unit == "101")).one()
    session.add(
        DunningStep(
            estate_id=home.estate_id, home_id=home.id, on=date(2026, 11, 16), rung=Rung.SUIT,
            month=18, since="2026-10", owed=85_176, paper=Paper.DONE,
        )
    )  # fmt: skip


async def won(world: World, cashier: Human) -> None:
    """Note that the suit is won."""
    world.write(is_mandated)
    await cashier.says("/dunning 1-101")
    await cashier.presses("已胜诉")
    assert cashier.sees("还没有保全日期")


async def test_preservation_is_asked_of_for_the_day_that_was_set_last(world: World) -> None:
    """FEE-09, S-40: the court has another day now: a week before it, and not before the old one."""
    cashier = await the_cashier(world)
    await won(world, cashier)
    for day in ("2026-12-20", "2027-01-20"):
        await cashier.presses("登记保全日期")
        await cashier.says(day)
    await world.waits(days=21)
    assert cashier.heard_of(ASKED) == 0
    await world.waits(days=31)
    assert cashier.sees("1月20日", ASKED)
    assert cashier.heard_of(ASKED) == 2  # once with the monthly question


async def test_no_day_that_is_past_is_set(world: World) -> None:
    """S-40: not in the chat, and by no other way either."""
    cashier = await the_cashier(world)
    await won(world, cashier)
    await cashier.presses("登记保全日期")
    await cashier.says("2026-11-20")
    assert cashier.sees("日期已过")

    def sets(session: Session, day: date) -> None:
        sun = session.exec(select(Person).where(Person.name == "孙会计")).one()
        step = session.exec(select(DunningStep)).one()
        preserve_by(session, step.id, day, by=sun, now=world.clock.now())

    with pytest.raises(NotAllowed):
        world.write(lambda session: sets(session, date(2026, 11, 22)))
    world.write(lambda session: sets(session, date(2026, 11, 23)))


async def test_who_has_gone_to_another_estate_is_asked_for_no_day(world: World) -> None:
    """SEC-01: an old button of theirs begins nothing."""
    cashier = await the_cashier(world)
    await won(world, cashier)
    world.write(lambda session: works_elsewhere(session, "孙会计"))
    before = len(cashier.heard)
    await cashier.presses("登记保全日期")
    assert len(cashier.heard) == before
