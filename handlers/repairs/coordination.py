"""沟通类 in conversation: how long it is expected to take, and with whom."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation, Label, Option, World
from handlers.conversations.widgets import Choice, Telling
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.words import Words
from models.repairs.coordination import coordinate, lengths
from models.repairs.referrals import may_refer
from models.repairs.rules import Action
from models.values import frozen

NAMED_AT_MOST = 60


@frozen
class TalksWorld(World):
    """What the questions about talks may know."""

    lengths: tuple[int, ...] = ()


@frozen
class Talks:
    """How many days they are expected to take, and who is at the table."""

    days: int
    whom: Words


def talks_world(turn: Turn) -> TalksWorld:
    """Return how many days may be expected."""
    days = lengths(turn.session, turn.someone.estate_id)
    return TalksWorld(turn.today, words=estate_world(turn).words, lengths=days)


def offered(world: World) -> tuple[Option, ...]:
    """Return a button for each length."""
    listed = world.lengths if isinstance(world, TalksWorld) else ()
    return tuple(Option(str(each), Label("referrals.days", {"days": each})) for each in listed)


def agreed(turn: Turn, talks: Talks, case_id: int) -> None:
    """Begin the talks."""
    case = coordinate(
        turn.session, case_id, talks.days, talks.whom.text, by=turn.someone, now=turn.now
    )
    turn.say("referrals.left", number=case.number)


COORDINATE = Conversation(
    name="referrals.talks",
    answers=Talks,
    steps=(
        Choice("days", options=offered, columns=3),
        Telling("whom", min_length=2, max_length=NAMED_AT_MOST),
    ),
    on_complete=agreed,
    world=talks_world,
    confirm=False,
)


def press_coordinate(turn: Turn, press: Press) -> None:
    """Ask how long it will take, in private."""
    may_refer(turn.session, press.object, Action.COORDINATE, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, COORDINATE, subject=press.object)
    turn.toast("toasts.see_private")
