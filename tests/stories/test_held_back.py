"""What an outage held back until the night: it waits for the morning, and nothing else does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

from sqlmodel import Session, select

from models.calendar import Hours
from models.database import Database
from models.estate.tables import Estate
from models.fees.messages import PaymentCancelled
from models.intents.messages import Say
from models.intents.operations import Address, post, private
from models.intents.outbox import claim, delivered
from models.intents.tables import Outbox, OutboxState
from models.people.rules import OWN_HOURS, WrittenAt
from models.people.tables import Person
from tests.support.telling import half_a_minute_passes, report
from tests.support.world import MONDAY, SHANGHAI, World

TAKEN = "由张师傅负责"
NEWS = PaymentCancelled("R261123-001", "1号楼 101", 6000, "输错了", 6000, to_payer=True)
OF_ESTATE = (Hours.parse("09:00-20:00"),)


async def away_until(world: World, hour: int, minute: int = 0) -> None:
    """Let Telegram come back to Anna at that hour of the estate's clocks."""
    await world.reaches(hour, minute)
    world.write(half_a_minute_passes)
    await world.restarts()


async def taken_while_away(world: World, hour: int, minute: int) -> None:
    """Let Zhang take Anna's job at that hour, when Telegram takes nothing for her any more."""
    await report(world)
    await world.reaches(hour, minute)
    world.telegram.asks_to_wait(30, chat_id=world.humans["anna"].chat_id)
    await world.humans["zhang_in_group"].presses("接单")


def wishes(session: Session, name: str, wish: WrittenAt) -> None:
    """Enter when that person wishes to be written to."""
    person = session.exec(select(Person).where(Person.name == name)).one()
    person.written_at = wish
    session.add(person)


async def test_what_was_posted_in_time_does_not_come_at_night(world: World) -> None:
    """S-42: posted at 19:59, Telegram is back at 23:00: said at nine next morning, once."""
    anna = world.humans["anna"]
    await taken_while_away(world, 19, 59)
    await away_until(world, 23)
    assert anna.heard_of(TAKEN) == 0
    await world.reaches(8, 59)
    assert anna.heard_of(TAKEN) == 0
    await world.reaches(9)
    assert anna.heard_of(TAKEN) == 1
    attempts = select(Outbox.attempts).where(Outbox.kind == "RepairClaimed")
    assert world.read(lambda session: session.exec(attempts).all()) == [1]  # no attempt was lost


async def test_what_she_does_herself_is_answered_in_the_night(world: World) -> None:
    """S-42: what waits keeps nobody from an answer, and it is not forgotten."""
    anna = world.humans["anna"]
    await taken_while_away(world, 19, 59)
    await away_until(world, 23)
    said = len(anna.heard)
    await anna.says("/settings")
    assert len(anna.heard) == said + 1
    await world.reaches(9)
    assert anna.heard_of(TAKEN) == 1


async def test_several_that_waited_come_in_their_order(world: World) -> None:
    """S-42: in the morning as they were posted."""
    anna = world.humans["anna"]
    await world.reaches(19, 59)
    world.telegram.asks_to_wait(30, chat_id=anna.chat_id)
    for reference in "R1", "R2", "R3":
        news = replace(NEWS, reference=reference)
        world.write(lambda s, news=news: post(s, news, to=of_anna(s), now=world.clock.now()))
    await world.settles()
    await away_until(world, 23)
    assert anna.heard_of("输错了") == 0
    await world.reaches(9)
    assert anna.newest("R1") < anna.newest("R2") < anna.newest("R3")


async def test_an_emergency_waits_for_no_morning(world: World) -> None:
    """S-10, S-42: who comes is said as soon as Telegram is back, whatever the hour."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(17, 30)
    await anna.says("水管爆了")
    world.telegram.asks_to_wait(30, chat_id=anna.chat_id)
    await zhang.presses("我马上去")
    assert anna.heard_of("马上就来") == 0
    await away_until(world, 23)
    assert anna.sees("№1", "张师傅", "马上就来")


async def test_her_own_hours_hold_what_came_too_late_for_them(world: World) -> None:
    """S-42: not at noon, she said: posted at 11:59, back at 12:30, told at two."""
    anna = world.humans["anna"]
    world.write(lambda session: wishes(session, "林秀英", WrittenAt.NO_NOON))
    await taken_while_away(world, 11, 59)
    await away_until(world, 12, 30)
    assert anna.heard_of(TAKEN) == 0
    await world.reaches(14)
    assert anna.heard_of(TAKEN) == 1


async def test_the_wish_of_that_hour_counts(world: World) -> None:
    """S-42: who has said meanwhile that any hour will do hears it at 23:00."""
    anna = world.humans["anna"]
    await taken_while_away(world, 19, 59)
    world.write(lambda session: wishes(session, "林秀英", WrittenAt.ALWAYS))
    await away_until(world, 23)
    assert anna.heard_of(TAKEN) == 1


def test_the_morning_is_the_one_on_the_wall(founded: Database) -> None:
    """S-42: in the night in which the clocks are put forward nine comes an hour earlier."""
    evening = datetime.fromisoformat("2027-03-27T19:59+01:00")

    def held(session: Session) -> datetime | None:
        session.get_one(Estate, 1).timezone = "Europe/Berlin"
        session.flush()
        [row_id] = posted(session, evening)[:1]
        assert claim(session, [row_id], now=evening + timedelta(hours=3)) == []
        return session.get_one(Outbox, row_id).not_before

    assert founded.write(held) == datetime.fromisoformat("2027-03-28T09:00+02:00")


def test_whatever_goes_out_goes_out_in_the_hours(founded: Database) -> None:
    """S-42: posted and sent at any two moments, to whoever wished what; a week of them."""
    chance = Random(42)  # noqa: S311 - drawn to be drawn again
    for _ in range(60):
        at = MONDAY + timedelta(minutes=chance.randrange(7 * 24 * 60))
        later = at + timedelta(minutes=chance.randrange(2 * 24 * 60))
        wish = chance.choice(list(WrittenAt))
        assert founded.write(partial(goes_rightly, at=at, later=later, wish=wish)), (
            at,
            later,
            wish,
        )


def goes_rightly(session: Session, at: datetime, later: datetime, wish: WrittenAt) -> bool:
    """Tell whether of three messages posted `at` the right ones go `later`, and the other then."""
    wishes(session, "林秀英", wish)
    quiet, urgent, answer = posted(session, at)
    going = arriving(session, (quiet, urgent, answer), later)
    hours = OWN_HOURS.get(wish, OF_ESTATE)
    if is_in(hours, later):
        return going == [quiet, urgent, answer]
    row = session.get_one(Outbox, quiet)
    held = (row.state, row.attempts) == (OutboxState.WAITING, 0) and row.not_before is not None
    until = row.not_before or later
    again = arriving(session, [quiet], until)
    return held and going == [urgent, answer] and is_in(hours, until) and again == [quiet]


def arriving(session: Session, ids: Sequence[int], now: datetime) -> list[int]:
    """Claim what may go of these, and let it arrive: nothing else goes before."""
    going = claim(session, ids, now=now)
    for parcel in going:
        delivered(session, parcel.id, parcel.chat_id, None, now=now)
    return [parcel.id for parcel in going]


def posted(session: Session, at: datetime) -> tuple[int, int, int]:
    """Post to Anna what nobody waits for, the same at once, and an answer."""
    to = of_anna(session)
    return (
        post(session, NEWS, to=to, now=at),
        post(session, NEWS, to=to, now=at, at_once=True),
        post(session, Say("fees.only_in_private"), to=to, now=at),
    )


def of_anna(session: Session) -> Address:
    """Return Anna's private chat."""
    to = private(session.exec(select(Person).where(Person.name == "林秀英")).one())
    assert to is not None
    return to


def is_in(hours: Sequence[Hours], moment: datetime) -> bool:
    """Tell by the clock on the wall whether that is one of the hours."""
    minute = moment.astimezone(SHANGHAI).hour * 60 + moment.astimezone(SHANGHAI).minute
    spans = ((each.opens, each.closes) for each in hours)
    return any(
        opens.hour * 60 + opens.minute <= minute < (closes.hour * 60 + closes.minute or 24 * 60)
        for opens, closes in spans
    )
