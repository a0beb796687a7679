"""Residents report a repair, and say what is left when it did not hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache, partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import (
    Answers,
    Conversation,
    DayOffer,
    Label,
    Option,
    SlotOffer,
    World,
)
from handlers.conversations.widgets import Choice, Place, Slot, Telling
from handlers.conversations.wording import value_meant
from handlers.people import home_options
from handlers.repairs.incidents import RepairWorld, Same, is_known, known_here, repeats
from handlers.repairs.long_choices import LongChoice, few_for
from handlers.repairs.remarks import remarked
from handlers.understanding.lists import lists_of
from models.buttons import Press
from models.cases.words import Words
from models.intake.operations import refuse_if_too_many
from models.people.operations import homes_of
from models.people.tables import Person, Trade
from models.progress import Told, open_one
from models.repairs.hearing import may_tell_more, tell_more
from models.repairs.incidents import join_in
from models.repairs.reporters import show_receipt
from models.repairs.reporting import RepairReport, report_repair
from models.repairs.rules import CommonPart, Entry
from models.repairs.slots import slots_with_room
from models.repairs.tables import Repair
from models.repairs.visits import Visit
from models.understanding.rules import trade_in
from models.values import frozen
from models.wishes.additions import keep_tellings

TOLD_AT_MOST = 1000
NEVER_AT_HOME = {Trade.LIFT: CommonPart.LIFT, Trade.GREENING: CommonPart.GROUNDS}
About = tuple[Trade | None, int]  # the trade, as far as it is known, and the case, if there is one


@frozen
class RepairAdded:
    """What a resident adds when a repair did not hold."""

    told: Words
    visit: Visit | None


def inside_a_home(answers: Answers, _world: World) -> bool:
    """Ask for a visit only where somebody has to let the technician in, and nobody comes yet."""
    return str(answers.get("place", "")).startswith("home:") and not repeats(answers)


def estate_world(turn: Turn) -> World:
    """Return what the questions about a repair may know."""
    return world_of(turn, turn.someone, partial(_about, turn))


def world_of(turn: Turn, person: Person, about: Callable[[], About]) -> World:
    """Return the homes of the person, the common parts, and the visits that can be had."""
    homes = home_options(homes_of(turn.session, person.id, on=turn.today))
    commons = tuple(
        Option(f"common:{part}", Label(f"repairs.report.place.options.{part}"))
        for part in CommonPart
    )
    words = partial(words_of_report, turn)
    days = cache(lambda: _visits(turn, person.estate_id, *about()))
    known, few = known_here(turn, person), few_for(turn)
    return RepairWorld(turn.today, homes + commons, days, words, few, known)


def _visits(turn: Turn, estate_id: int, trade: Trade | None, case_id: int) -> tuple[DayOffer, ...]:
    offered = slots_with_room(turn.session, estate_id, trade, now=turn.now, besides=case_id)
    return tuple(
        DayOffer(day, tuple(SlotOffer(span.opens, span.closes) for span in spans))
        for day, spans in offered.items()
    )


def _about(turn: Turn) -> About:
    """Return what the open conversation is about."""
    row = open_one(turn.session, turn.someone.id)
    if row is None:
        return None, 0
    repair = turn.session.get(Repair, row.subject) if row.subject else None
    if repair is not None:
        return repair.trade, repair.id
    return trade_told(row), 0


def trade_told(row: Told | None) -> Trade | None:
    """Return the trade that was told in the conversation so far."""
    said = row.answers.get("category") if row else None
    return Trade(said) if said in set(Trade) else None


def submitted(turn: Turn, report: RepairReport, _subject: int) -> None:
    """Hand the report to the model; the receipt takes the place of the summary."""
    record = join_in if repeats(asdict(report)) else report_repair
    case = record(turn.session, report, by=turn.someone, now=turn.now)
    keep_tellings(turn.session, case, turn.incoming.chat_id, turn.heard_in)
    show_receipt(turn.session, case, to=turn.someone, now=turn.now, over=turn.incoming.pressed)
    turn.toast("toasts.sent")


def added(turn: Turn, more: RepairAdded, case_id: int) -> None:
    """Hand what is left to do to the model."""
    case = tell_more(turn.session, case_id, more.told, more.visit, by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, to=turn.someone, now=turn.now, over=None)


REPORT_REPAIR = Conversation(
    name="repairs.report",
    answers=RepairReport,
    steps=(
        LongChoice("category", options=Trade, columns=2),
        Place("place"),
        Same("same", ask_if=is_known),
        Telling(
            "told",
            min_length=2,
            max_length=TOLD_AT_MOST,
            default_option="nothing_more",
            default_if=repeats,
        ),
        Slot("visit", days=7, ask_if=inside_a_home),
        Choice("entry", options=Entry, ask_if=inside_a_home),
    ),
    on_complete=submitted,
    world=estate_world,
    sent_at_once=repeats,
    on_remark=remarked,
)

TELL_MORE = Conversation(
    name="repairs.more",
    answers=RepairAdded,
    steps=(
        Telling("told", min_length=2, max_length=TOLD_AT_MOST),
        Slot("visit", days=7, ask_if=lambda _answers, world: bool(world.places)),
    ),
    on_complete=added,
    world=estate_world,
    on_remark=remarked,
)


def report(turn: Turn) -> None:
    """Begin a report; a captioned photograph may come at any point of it."""
    refuse_if_too_many(turn.session, turn.someone, now=turn.now)
    open_conversation(turn, REPORT_REPAIR)


def press_tell_more(turn: Turn, press: Press) -> None:
    """Ask the resident what is left, and when to come."""
    may_tell_more(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, TELL_MORE, subject=press.object)


def place_in(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """Return the one common part that the text names, as `common:<part>`; else nothing."""
    part = value_meant(text, words)
    return f"common:{part}" if part else ""


def named_in(turn: Turn, text: str) -> dict[str, str]:
    """Return the trade that the words name, and the common part, as answers of a report. REP-01."""
    lists = lists_of(turn.catalogue)
    trade = trade_in(text, lists)  # "I do not know why" names no trade
    if trade is None:
        return {}
    place = place_in(text, turn.catalogue.words("repairs.report.place.options"))
    if not place and trade in NEVER_AT_HOME:
        place = f"common:{NEVER_AT_HOME[Trade(trade)]}"
    return {"category": trade, **({"place": place} if place else {})}


def words_of_report(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    """Return what people call the answers to a question of a report."""
    catalogue = turn.catalogue
    if step in ("_controls", "_agreed", "_days"):
        return catalogue.words(f"conversations.{step[1:]}")
    if step == "category":
        words, said = catalogue.words("trades"), turn.incoming.text
        named = trade_in(said, lists_of(catalogue))  # as in no dialogue: no key card is an AC
        return {**words, named: (*words[named], said)} if named else words
    if step == "place":
        words = catalogue.words("repairs.report.place.options")
        return {f"common:{part}": names for part, names in words.items()}
    if step == "summary":
        return {}
    return catalogue.words(f"repairs.report.{step}.options")
