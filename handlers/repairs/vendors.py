"""其他类 in conversation: which vendor, and the time it has stated itself."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime, time, timedelta
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import (
    Answer,
    Asking,
    Conversation,
    DayOffer,
    Label,
    Option,
    SlotOffer,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import Choice, Slot
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.people.tables import Trade
from models.progress import open_one
from models.repairs.referrals import may_refer
from models.repairs.rules import Action
from models.repairs.tables import Repair
from models.repairs.vendors import to_vendor, urge_vendor, vendors
from models.repairs.visits import Visit
from models.values import frozen

DAYS = 14
SHORTEST, LONGEST = 2, 40  # characters of a name
HOURS = tuple(range(8, 20, 2))  # a vendor says "Tuesday afternoon", not the minute


@frozen
class VendorWorld(World):
    """What the questions about a vendor may know."""

    vendors: tuple[Option, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@frozen
class Left:
    """Which vendor has it, and by when it says to come."""

    vendor: str
    promised: Visit | None


@frozen
class Urged:
    """The new time that the vendor states."""

    promised: Visit | None


@frozen
class Vendor(Choice):
    """A vendor of the workbook by a press, or any other by its name in words."""

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the name of the one that was pressed or meant, else what was written."""
        taken = super().take(asking, answer)
        if taken.done and isinstance(asking.world, VendorWorld):
            return replace(taken, value=asking.world.names[taken.value])
        if not isinstance(answer, Typed):
            return taken
        name = " ".join(answer.text.split())
        if SHORTEST <= len(name) <= LONGEST:
            return Taken(name, done=True)
        return asking.again(Label(f"{asking.key}.wrong_length", {"max_length": LONGEST}))

    def settled(self, value: Any, world: World) -> bool:
        """Whether it is named."""
        return isinstance(value, str) and bool(value)

    def said(self, asking: Asking) -> Label:
        """Return the name."""
        return Label(text=str(asking.value))

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said of a name that is none, too."""
        return super().text_keys(key) | {f"{key}.wrong_length"}


def vendor_world(turn: Turn) -> VendorWorld:
    """Return the vendors, those of the trade first, and two weeks of hours."""
    listed = vendors(turn.session, turn.someone.estate_id, _trade(turn))
    options = tuple(
        Option(key, Label(text=f"{name} {phone}".strip()[:40])) for key, name, phone in listed
    )
    words = estate_world(turn).words
    return VendorWorld(
        turn.today, days=lambda: tuple(_days(turn)), words=words, vendors=options,
        names={key: name for key, name, _ in listed},
    )  # fmt: skip


def left(turn: Turn, told: Left, case_id: int) -> None:
    """Leave the repair to the vendor."""
    at = _moment(turn, told.promised)
    case = to_vendor(turn.session, case_id, told.vendor, at, by=turn.someone, now=turn.now)
    turn.say("referrals.left", number=case.number)


def urged(turn: Turn, told: Urged, case_id: int) -> None:
    """Keep the vendor's new time."""
    at = _moment(turn, told.promised)
    case = urge_vendor(turn.session, case_id, at, by=turn.someone, now=turn.now)
    turn.say("referrals.left", number=case.number)


def offered(world: World) -> tuple[Option, ...]:
    """Return a button for each vendor."""
    return world.vendors if isinstance(world, VendorWorld) else ()


TO_VENDOR = Conversation(
    name="referrals.vendor",
    answers=Left,
    steps=(
        Vendor("vendor", options=offered),
        Slot("promised", days=DAYS, optional=True),
    ),
    on_complete=left,
    world=vendor_world,
    confirm=False,
)

URGE_VENDOR = Conversation(
    name="referrals.urge",
    answers=Urged,
    steps=(Slot("promised", days=DAYS, optional=True),),
    on_complete=urged,
    world=vendor_world,
    confirm=False,
)


def press_to_vendor(turn: Turn, press: Press) -> None:
    """Ask which vendor, in private."""
    may_refer(turn.session, press.object, Action.TO_VENDOR, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, TO_VENDOR, subject=press.object)
    turn.toast("toasts.see_private")


def press_urge_vendor(turn: Turn, press: Press) -> None:
    """Ask for the vendor's new time, in private."""
    may_refer(turn.session, press.object, Action.URGE_VENDOR, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, URGE_VENDOR, subject=press.object)
    turn.toast("toasts.see_private")


def _trade(turn: Turn) -> Trade:
    row = open_one(turn.session, turn.someone.id)
    repair = turn.session.get(Repair, row.subject if row else 0)
    return repair.trade if repair else Trade.OTHER


def _days(turn: Turn) -> Iterator[DayOffer]:
    for ahead in range(DAYS):
        day = turn.today + timedelta(days=ahead)
        spans = (SlotOffer(time(hour), time(hour + 2)) for hour in HOURS)
        yield DayOffer(day, tuple(s for s in spans if turn.calendar.local(day, s.ends) > turn.now))


def _moment(turn: Turn, visit: Visit | None) -> datetime | None:
    return None if visit is None else turn.calendar.local(visit.day, visit.ends)
