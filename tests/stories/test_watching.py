"""Homes that owe for over three months are watched: what changes there is told at once."""

from datetime import date

from sqlmodel import Session, select

from models.dunning.watching import home_stirs
from models.dunning.words import Stir
from models.estate.tables import Home
from models.fees.tables import Payment
from models.fees.words import Method
from tests.stories.test_moving import says_so, the_tenant
from tests.stories.test_owners_forms import is_sold
from tests.support.owing import charged, the_cashier
from tests.support.world import World

STIRS = "欠费超过三个月，现在"


async def test_a_home_that_owes_for_long_and_is_sold_is_told_of_twice(world: World) -> None:
    """FEE-09: asked for and registered, finance and head hear at once what it owes."""
    cashier, head = await the_cashier(world), world.humans["head"]
    world.write(lambda session: charged(session, "101", ("2026-07", "WY", 25088)))
    await is_sold(world)
    for told in (cashier, head):
        assert told.sees(STIRS + "有人申请变更登记", "1号楼 101", "2026-07", "¥1,102.64")
        assert told.sees(STIRS + "登记了新业主", "¥1,102.64", "第 4 个月")
        assert told.heard_of(STIRS) == 2
    for other in ("anna", "wang", "zhang", "chen", "management"):
        assert world.humans[other].heard_of(STIRS) == 0


async def test_a_tenant_who_moves_out_of_a_home_that_owes_for_long_is_told_of(
    world: World,
) -> None:
    """FEE-09: when it is agreed, not on the day; what is not confirmed is none."""
    cashier, head = await the_cashier(world), world.humans["head"]
    world.write(lambda session: charged(session, "101", ("2026-07", "WY", 25088)))
    anna, _ = await the_tenant(world)
    await says_so(anna, "2026-12-20", confirms=False)
    assert cashier.heard_of(STIRS) == head.heard_of(STIRS) == 0
    await anna.presses("确认迁出")
    for told in (cashier, head):
        assert told.sees(STIRS + "有人要搬走", "1号楼 101", "¥1,102.64", "第 4 个月")


async def test_a_home_that_does_not_owe_for_long_is_nobody_s_business(world: World) -> None:
    """FEE-09, SEC-01: sold while it owes for a month, nobody is told of its fees."""
    cashier = await the_cashier(world)
    await is_sold(world)
    assert cashier.heard_of(STIRS) == world.humans["head"].heard_of(STIRS) == 0


async def test_what_is_paid_before_it_is_told_is_told_of_no_more(world: World) -> None:
    """FEE-09, FEE-12: a move and the money in one minute: nobody reads of a debt that is none."""
    cashier = await the_cashier(world)
    world.write(lambda session: charged(session, "101", ("2026-07", "WY", 25088)))

    def moves_and_pays(session: Session) -> None:
        home = session.exec(select(Home).where(Home.unit == "101")).one()
        home_stirs(session, home.id, Stir.MOVE, now=world.clock.now())
        session.add(
            Payment(
                estate_id=home.estate_id, home_id=home.id, reference="银行 7", amount=110_264,
                paid_on=date(2026, 11, 23), method=Method.TRANSFER,
            )
        )  # fmt: skip

    world.write(moves_and_pays)
    await world.settles()
    assert cashier.heard_of(STIRS) == world.humans["head"].heard_of(STIRS) == 0
