"""A resident gives a guest a pass, sees what is still good, and takes it back."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Conversation,
    DayOffer,
    Label,
    Option,
    SlotOffer,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import Choice, Place, Slot
from handlers.conversations.wording import exactly_meant, value_meant
from handlers.parking.steps import Plate
from handlers.people import home_in, home_options
from models.buttons import Press
from models.estate.settings import policy_of
from models.intents.messages import Say
from models.parking.plates import read_plate
from models.people.operations import homes_of
from models.values import frozen
from models.visitors.messages import (
    PassesGiven,
    PassForGuest,
    PassForHost,
    PassLine,
    PassStillOpen,
)
from models.visitors.operations import (
    PREFIX,
    Guest,
    give_pass,
    given_by,
    open_passes,
    stands_in,
    take_back,
)
from models.visitors.policy import VisitorPolicy
from models.visitors.rules import standing
from models.visitors.tables import VisitorPass

ON_FOOT = "foot"
DAYS_AT_MOST = 14  # buttons below one question
SHOWN = 5  # passes at once, a message each


@frozen
class Stay:
    """When the guest may come in."""

    day: date
    begins: time
    ends: time


@frozen
class Announced:
    """What a resident says of a guest."""

    home: str
    plate: str
    stay: Stay | None
    guests: int


@frozen
class GuestPlate(Plate):
    """The plate of the guest's car, or that the guest walks."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the way on without a car."""
        return (Option(ON_FOOT, Label(f"{asking.key}.options.{ON_FOOT}")),)

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the plate, or that there is none."""
        walks = answer == Chosen(ON_FOOT)
        if isinstance(answer, Typed):
            words = asking.world.words(self.name)
            meant = value_meant if read_plate(answer.text) is None else exactly_meant
            walks = meant(answer.text, words) is not None
        return Taken(ON_FOOT, done=True) if walks else super().take(asking, answer)

    def said(self, asking: Asking) -> Label:
        """Return the plate, or that there is none."""
        walks = asking.value == ON_FOOT
        return Label(f"{asking.key}.options.{ON_FOOT}") if walks else super().said(asking)

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the words of the button, too."""
        return super().text_keys(key) | {f"{key}.options.{ON_FOOT}"}


def visitor(turn: Turn) -> None:
    """Ask who comes and when; the pass is the host's consent. VIS-01."""
    open_conversation(turn, ANNOUNCE)


def announced(turn: Turn, told: Announced, _subject: int) -> None:
    """Give the pass: what was given and how to take it back, then the picture to forward."""
    if told.stay is None:  # whoever sets hours sets at least one
        raise ValueError("a pass without hours")
    begins, ends = told.stay.begins, told.stay.ends
    last = told.stay.day + timedelta(days=1) if ends == time() else told.stay.day
    guest = Guest(
        home_in(told.home), "" if told.plate == ON_FOOT else told.plate, told.guests,
        turn.calendar.local(told.stay.day, begins), turn.calendar.local(last, ends),
    )  # fmt: skip
    given = give_pass(turn.session, guest, by=turn.someone, now=turn.now)
    turn.post(_for_host(PassForHost, given), edits=turn.incoming.pressed)
    turn.post(_for_guest(turn, given))


def _for_host(message: type[PassForHost], given: VisitorPass) -> PassForHost:
    return message(
        given.id, given.rev, given.plate, given.guests, given.valid_from, given.valid_until
    )


def _for_guest(turn: Turn, given: VisitorPass) -> PassForGuest:
    link = f"https://t.me/{turn.username}?start={PREFIX}{given.token}"
    return PassForGuest(given.id, link, given.code, given.valid_from, given.valid_until)


def visitor_world(turn: Turn) -> World:
    """Return the homes of the resident, and the spans in which guests may come."""
    policy = policy_of(turn.session, turn.someone.estate_id, VisitorPolicy)
    homes = home_options(homes_of(turn.session, turn.someone.id, on=turn.today))
    ahead = range(min(policy.days_ahead, DAYS_AT_MOST))
    days = tuple(_offered(turn, turn.today + timedelta(days=each), policy) for each in ahead)
    return World(turn.today, homes, lambda: days, words=partial(_words, turn))


def press_cancel(turn: Turn, press: Press) -> None:
    """Take the pass back, and say so wherever it stands with this button."""
    given = take_back(turn.session, press.object, by=turn.someone, now=turn.now)
    cancelled = Say("visitors.cancelled", {"plate": given.plate})
    pressed = turn.incoming.message_id
    turn.post(cancelled, edits=pressed)
    for older in sorted(stands_in(turn.session, given, chat_id=turn.here.chat_id) - {pressed}):
        turn.post(cancelled, edits=older)
    turn.toast("toasts.done")


def passes_to_cancel(turn: Turn) -> None:
    """Show who says that nobody comes what can be taken back; only the button does it."""
    if not show_open(turn):
        turn.say("visitors.none_open")


def show_open(turn: Turn) -> bool:
    """Show the host the passes that are still good; false when there is none."""
    given = open_passes(turn.session, turn.someone, now=turn.now)
    for each in given[:SHOWN]:
        turn.post(_for_host(PassStillOpen, each))
    return bool(given)


def passes_given(turn: Turn) -> PassesGiven:
    """Return the host's passes that are still good, for one list. VIS-01."""
    given = open_passes(turn.session, turn.someone, now=turn.now)
    lines = (
        PassLine(
            each.id, each.plate, each.code, each.guests, each.valid_from, each.valid_until,
            standing(each.status, each.valid_from, each.valid_until, now=turn.now),
        )
        for each in given
    )  # fmt: skip
    return PassesGiven(tuple(lines))


def press_show(turn: Turn, press: Press) -> None:
    """Show the host a pass of that list: how to take it back, then the picture to forward."""
    given = given_by(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.post(_for_host(PassStillOpen, given))
    turn.post(_for_guest(turn, given))


ANNOUNCE = Conversation(
    name="visitors.ask",
    answers=Announced,
    steps=(
        Place("home", skip_if_single=True),
        GuestPlate("plate"),
        Slot("stay", days=DAYS_AT_MOST),
        Choice("guests", options=("1", "2", "3", "4", "5"), columns=5),
    ),
    on_complete=announced,
    world=visitor_world,
)


def _offered(turn: Turn, day: date, policy: VisitorPolicy) -> DayOffer:
    slots = tuple(
        SlotOffer(span.opens, span.closes)
        for span in policy.spans
        if span.closes == time() or turn.calendar.local(day, span.closes) > turn.now
    )
    return DayOffer(day, slots)


def _words(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    return words_for(turn, ANNOUNCE, step)
