"""Residents apply for a card: which there are, papers, fees and times first, then few questions."""

from collections.abc import Collection
from dataclasses import field, replace
from functools import partial
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Answers, Conversation, Label, Option
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice, Place
from handlers.papers import (
    Files,
    PapersWorld,
    Photograph,
    ask_missing,
    asked_for,
    at_desk,
    came_to_desk,
    papers_in,
    photographs_missing,
    shown_by,
)
from handlers.people import home_in, home_options
from models.access_cards.applying import (
    CardForm,
    apply_for_card,
    give_up,
    lacking,
    may,
    send_papers,
)
from models.access_cards.cards import AccessApplicantCard, papers_of_kind
from models.access_cards.fees import fee_of
from models.access_cards.losing import bring_back, cards_of, of_home, report_lost
from models.access_cards.policy import CardPolicy
from models.access_cards.rules import papers_for
from models.access_cards.tables import AccessCard, CardApplication
from models.access_cards.words import Action, CardKind
from models.buttons import Press
from models.cases.serving import show_to_applicant
from models.cases.tables import Case
from models.estate.settings import policy_of
from models.intents.messages import Button, Rows
from models.papers.words import PaperKind
from models.people.operations import homes_of
from models.people.tables import Person
from models.progress import open_about
from models.values import frozen

SURE, FAILS, KEYED = "sure", "access_cards.fail", "access_cards.keyed"
ASKED_FOR = (PaperKind.IDENTITY_CARD, PaperKind.TITLE, PaperKind.LEASE)  # in this order


@frozen
class CardAsked:
    """What an applicant says and shows; a paper that follows later is None."""

    home: str
    kind: CardKind
    holder: str | None
    identity_card: Files
    title: Files
    lease: Files


@frozen
class CardPapers:
    """The papers that were missing."""

    identity_card: Files
    title: Files
    lease: Files


@frozen
class CardWorld(PapersWorld):
    """What the questions may know: homes, kinds of cards, which papers each takes, gaps."""

    kinds: tuple[Option, ...] = ()
    papers: tuple[Option, ...] = ()  # of the application that is handled
    policy: CardPolicy = field(default_factory=CardPolicy)


def cards(turn: Turn) -> None:
    """Show which cards there are, papers, fees, procedure, times; and one's own. CRD-01, GEN-04."""
    person = turn.someone
    policy = policy_of(turn.session, person.estate_id, CardPolicy)
    mine = cards_of(turn.session, person, on=turn.today)
    apply_button = Button("access_cards.actions.card_apply", Press("card_apply", 0, 0).pack(),
                          style="primary")  # fmt: skip
    rows: Rows = ((apply_button,), *(row for card in mine for row in _card_rows(card)))
    turn.say(
        "access_cards.plan", rows,
        kinds=[_offered(turn, person, kind, policy) for kind in policy.kinds],
        mine=[{"kind": card.kind, "number": card.number, "holder": card.holder} for card in mine],
        look_days=policy.look_days, ready_days=policy.ready_days, days=policy.incomplete_days,
    )  # fmt: skip


def asked(turn: Turn, told: CardAsked, _subject: int) -> None:
    """Hand the application to the model; its card takes the place of the summary."""
    case = _apply(turn, told, turn.someone)
    _receipt(turn, case, over=turn.incoming.pressed)


def keyed(turn: Turn, told: CardAsked, residency_id: int) -> None:
    """Take it in for who shows the papers at the desk, without Telegram too. GEN-01, GEN-06."""
    resident = at_desk(turn, residency_id)
    case = _apply(turn, told, resident)
    came_to_desk(turn, case, resident, KEYED)
    show_to_applicant(
        turn.session, AccessApplicantCard(case.id, resident.id), resident, now=turn.now
    )


def _apply(turn: Turn, told: CardAsked, person: Person) -> Case:
    form = CardForm(
        home_id=home_in(told.home), kind=told.kind, holder=told.holder or "",
        papers=papers_in(told, ASKED_FOR),
    )  # fmt: skip
    return apply_for_card(turn.session, form, by=person, now=turn.now)


def shown(turn: Turn, told: CardPapers, case_id: int) -> None:
    """Hand the papers to the model; the card, where the last was asked, says what is missing."""
    papers = papers_in(told, ASKED_FOR)
    case = send_papers(turn.session, case_id, papers, by=turn.someone, now=turn.now)
    _receipt(turn, case, over=turn.incoming.pressed)


def card_world(turn: Turn) -> CardWorld:
    """Return what the questions may know."""
    person = shown_by(turn, KEYED)
    policy = policy_of(turn.session, person.estate_id, CardPolicy)
    places = home_options(homes_of(turn.session, person.id, on=turn.today))
    kinds = tuple(Option(kind, Label("access_cards.kinds." + kind, {})) for kind in policy.kinds)
    return CardWorld(
        turn.today, places, words=partial(words_for, turn, APPLY_CARD), kinds=kinds,
        papers=_handled(turn), lacking=asked_for(turn, CARD_PAPERS.name, _lacks), policy=policy,
    )  # fmt: skip


def is_needed(name: PaperKind, answers: Answers, world: CardWorld) -> bool:
    """Ask for the papers that this kind of card takes. CRD-01."""
    kind = str(answers.get("kind") or "")
    if kind not in set(CardKind):
        return False
    return name in papers_for(CardKind(kind), world.policy)


APPLY_CARD = Conversation(
    name="access_cards.apply",
    answers=CardAsked,
    steps=(
        Place("home", skip_if_single=True),
        Choice("kind", options=lambda world: world.kinds, skip_if_single=True),
        Line("holder", min_length=2, max_length=20, optional=True),
        *(Photograph(str(kind), ask_if=partial(is_needed, kind)) for kind in ASKED_FOR),
    ),
    on_complete=asked,
    world=card_world,
)

KEY_IN_CARD = replace(APPLY_CARD, name=KEYED, texts=APPLY_CARD.name, on_complete=keyed)

CARD_PAPERS = Conversation(
    name="access_cards.told.missing",
    answers=CardPapers,
    steps=photographs_missing(ASKED_FOR),
    on_complete=shown,
    world=card_world,
    confirm=False,
    texts="access_cards.apply",
)


def press_apply(turn: Turn, press: Press) -> None:
    """Begin an application for a card."""
    open_conversation(turn, APPLY_CARD)


def press_papers(turn: Turn, press: Press) -> None:
    """Ask for the card's papers that are missing, and for nothing else."""
    ask_missing(turn, press.object, CARD_PAPERS, _lacks)


def press_give_up(turn: Turn, press: Press) -> None:
    """End the application: no card is wanted any more."""
    give_up(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_lost(turn: Turn, press: Press) -> None:
    """Ask whether the card is really lost; then have it blocked at once."""
    if not _is_sure(turn, press, "lost"):
        return
    _receipt(turn, report_lost(turn.session, press.object, by=turn.someone, now=turn.now))
    turn.toast("toasts.done")


def press_return(turn: Turn, press: Press) -> None:
    """Ask whether the card is not needed any more; then the desk takes it back."""
    if not _is_sure(turn, press, "return"):
        return
    card = bring_back(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("access_cards.bring_it", kind=card.kind, number=card.number)
    turn.toast("toasts.done")


def _is_sure(turn: Turn, press: Press, what: str) -> bool:
    card = of_home(turn.session, press.object, by=turn.someone, now=turn.now)
    if press.value == SURE:
        return True
    sure = Press(press.action, card.id, 0, SURE).pack()
    rows: Rows = ((Button(f"access_cards.actions.card_{what}_yes", sure),),)
    turn.say(f"access_cards.{what}_sure", rows, kind=card.kind, number=card.number)
    turn.toast("toasts.done")
    return False


def _receipt(turn: Turn, case: Case, over: int | None = None) -> None:
    card = AccessApplicantCard(case.id, turn.someone.id)
    show_to_applicant(turn.session, card, turn.someone, now=turn.now, over=over)


def _offered(turn: Turn, person: Person, kind: CardKind, policy: CardPolicy) -> dict[str, Any]:
    fee = fee_of(turn.session, person.estate_id, kind)
    papers = [str(each) for each in papers_for(kind, policy)]
    return {"kind": kind, "fee": fee.amount, "unit": fee.unit, "note": fee.note, "papers": papers}


def _card_rows(card: AccessCard) -> Rows:
    facts = {"kind": card.kind, "number": card.number}
    return tuple(
        (Button(f"access_cards.actions.{each}", Press(each, card.id, 0).pack(), facts),)
        for each in ("card_lost", "card_return")
    )


def _lacks(turn: Turn, case_id: int) -> Collection[str]:
    """Return which papers the application lacks, to who may send them."""
    case, _ = may(turn.session, case_id, Action.SEND_PAPER, by=turn.someone, now=turn.now)
    return lacking(turn.session, case)


def _handled(turn: Turn) -> tuple[Option, ...]:
    """Return the papers of the application of which an officer says that one does not do."""
    case_id = open_about(turn.session, turn.someone.id, FAILS)
    if not case_id:
        return ()
    case, _ = may(turn.session, case_id, Action.FAIL, by=turn.someone, now=turn.now)
    application = turn.session.get_one(CardApplication, case.id)
    papers = papers_of_kind(turn.session, application)
    return tuple(Option(each, Label(f"papers.kinds.{each}")) for each in papers)
