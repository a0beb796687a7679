"""Who may press what about fees and arrears: today, in another post, and the day after."""

import pytest
from sqlmodel import Session, select

from models.dunning.tables import DunningStep
from models.dunning.words import Paper, Rung
from models.people.tables import Staff, StaffRole
from tests.support.employed import everybody_leaves, who_may
from tests.support.owing import CASHIER, long_in_arrears, pays
from tests.support.world import World

PEOPLE = {
    "owner": 11, "neighbour": 12, "technician": 21, "officer": 23, "supervisor": 24, "head": 25,
    "finance": CASHIER, "stranger": 66,
}  # fmt: skip
MONEY = {"officer", "supervisor", "head", "finance"}
WATCHING = {"finance", "head"}
REMINDED = {                                # of a home whose owner has been reminded and is silent
    "fees_home": MONEY, "pay_for": MONEY, "pay_cancel": MONEY - {"officer"},
    "cash_out": {"officer"}, "fees_paid": {"owner"}, "arrears_paid": {"owner"},
    "arrears_promise|7": {"owner"},
    "arrears_home": {"owner"}, "arrears_wrong": {"owner"}, "arrears_prove": set(),
    "arrears_found": set(), "arrears_missing": set(), "arrears_proof": set(),
    "arrears_done|signed": MONEY, "ladder_hold|death": MONEY, "ladder_plan": MONEY,
    "ladder_go_on": set(), "errand_reason": MONEY, "errand_noted|refused": MONEY,
    "errand_promise|7": MONEY, "suit_preserve": set(), "drive_call": {"officer"},
    "arrears_month|month.2026-10": WATCHING, "arrears_month|sheet.2026-10": WATCHING,
}  # fmt: skip
CLAIMED = {                                 # whose owner says that it is paid
    "arrears_found": MONEY, "arrears_missing": MONEY, "ladder_go_on": MONEY,
    "arrears_prove": {"owner"}, "arrears_paid": set(), "arrears_promise|7": set(),
    "arrears_wrong": set(), "ladder_hold|death": set(), "fees_home": MONEY,
}  # fmt: skip


def finance_mends(session: Session) -> None:
    """Let who was finance be a technician from now on."""
    staff = session.exec(select(Staff).where(Staff.role == StaffRole.FINANCE)).one()
    staff.role = StaffRole.TECHNICIAN
    session.add(staff)


def suit_is_won(session: Session) -> None:
    """Let what began as a reminder be a suit that is won."""
    step = session.get_one(DunningStep, 1)
    step.rung, step.paper = Rung.SUIT, Paper.WON
    session.add(step)


def ends(world: World, expected: dict[str, set[str]]) -> None:
    """See that who has another post may nothing of it any more, and who has left nothing at all."""
    assert who_may(world, PEOPLE, expected) == expected
    world.write(finance_mends)
    without = {press: may - {"finance"} for press, may in expected.items()}
    assert who_may(world, PEOPLE, expected) == without
    world.write(everybody_leaves)
    assert who_may(world, PEOPLE, expected) == {press: set() for press in expected}


async def owing_and_paid_in_part(world: World) -> None:
    """Let the home have been reminded, an errand be open, and an officer have its cash."""
    await long_in_arrears(world)
    await pays(world.humans["wang"], what="全部 3 笔", how_much="300", how="现金")
    await world.humans["wang"].presses("已核对")


@pytest.mark.slow
async def test_of_a_home_in_arrears_each_has_their_own_and_nothing_afterwards(
    world: World,
) -> None:
    """SEC-01, SEC-03, FEE-02, FEE-12: the desk's, the owner's, and who took it cancels nothing."""
    await owing_and_paid_in_part(world)
    ends(world, REMINDED)


@pytest.mark.slow
async def test_of_a_claim_finance_and_the_desk_judge_and_nobody_who_did_before(
    world: World,
) -> None:
    """SEC-01, SEC-03, FEE-02: only who said that it is paid shows a proof."""
    await owing_and_paid_in_part(world)
    anna = world.humans["anna"]
    await anna.presses("我已经付了", old=anna.newest("温馨提醒"))
    ends(world, CLAIMED)


@pytest.mark.slow
async def test_the_day_of_a_suit_that_is_won_is_the_desk_s(world: World) -> None:
    """SEC-01, SEC-03, FEE-09: nobody else is asked for it."""
    await long_in_arrears(world)
    world.write(suit_is_won)
    ends(world, {"suit_preserve": MONEY})
