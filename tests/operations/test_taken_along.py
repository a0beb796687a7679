"""What a turn says at once is claimed by its own commit; one in doubt says nothing twice."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from models.faults import strike_with
from models.inbox import Inbox, InboxState
from models.intents.outbox import claim
from models.intents.tables import Outbox, OutboxState
from tests.support.world import World


@pytest.fixture(autouse=True)
def _struck_no_more() -> Iterator[None]:
    yield
    strike_with(None)


def passes(
    counted: list[str], point: str = "", nth: int = 0, error: Exception | None = None
) -> None:
    """Count the points passed from now on; raise the error at one of them."""

    def strike(passed: str) -> None:
        counted.append(passed)
        if error is not None and passed == point and counted.count(point) == nth:
            raise error

    strike_with(strike)


def full(point: str) -> OperationalError:
    """Return what SQLite says of a full disk."""
    return OperationalError(point, {}, Exception("database or disk is full"))


async def test_an_answer_is_claimed_by_the_commit_that_wrote_it(world: World) -> None:
    """Kept, taken with its answer; how that arrived is noted behind it."""
    counted: list[str] = []
    passes(counted)
    await world.humans["anna"].says("/help")
    commits = [point for point in counted if point == "commit.after"]
    assert len(commits) == commits_of(world)
    assert world.read(states) == {OutboxState.SENT}


@pytest.mark.parametrize("error", [full, RuntimeError])
@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
@pytest.mark.parametrize("of", ["turn", "outcome"])
async def test_a_commit_in_doubt_says_nothing_twice_and_leaves_nothing_unsaid(
    world: World, of: str, point: str, error: Callable[[str], Exception]
) -> None:
    """The turn's, or that of how its answer arrived: it fails before it is made, or after."""
    anna = world.humans["anna"]
    await anna.says("/start")
    before = len(anna.heard)
    passes([], point, 2 if of == "turn" else commits_of(world), error(point))
    await anna.says("/help")
    strike_with(None)
    await world.settles()
    assert len(anna.heard) == before + 1
    assert world.read(states) == {OutboxState.SENT}
    left = select(Inbox.id).where(Inbox.state != InboxState.DONE)
    assert world.read(lambda session: session.exec(left).all()) == []


async def test_of_a_chat_nothing_is_claimed_while_something_is_in_the_air(world: World) -> None:
    """The look for what may go is older than the claim: a turn may have come between."""
    await world.humans["anna"].says("/help")
    await world.humans["anna"].says("/help")

    def claimed(session: Session) -> list[int]:
        rows = session.exec(select(Outbox).order_by(col(Outbox.id).desc()).limit(2)).all()
        for row, state in zip(rows, (OutboxState.SENDING, OutboxState.WAITING), strict=True):
            row.chat_id, row.state = rows[0].chat_id, state
        session.flush()
        return [parcel.id for parcel in claim(session, [rows[1].id], now=world.clock.now())]

    assert world.write(claimed) == []


def commits_of(world: World) -> int:
    """Return how many commits an answer costs: where others may lead, the leader claims it."""
    return 3 if world.database.is_sqlite else 4


def states(session: Session) -> set[str]:
    """Return how far all messages have come."""
    return set(session.exec(select(Outbox.state)).all())
