"""Residents apply for a space: plan, papers, procedure and fees first, then a few questions."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, Label, Option
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice, Place
from handlers.enquiries.asking import kept_for_a_person
from handlers.papers import (
    Files,
    Photograph,
    ask_missing,
    asked_for,
    at_desk,
    came_to_desk,
    papers_in,
    photographs_missing,
    shown_by,
)
from handlers.parking.asked import is_needed, is_new, is_reached, rents
from handlers.parking.openings import announced, opening_rows
from handlers.parking.steps import ParkingWorld, Plate
from handlers.people import home_in, home_options
from models.buttons import Press
from models.cases.tables import Case
from models.cases.words import Words
from models.estate.settings import policy_of
from models.intents.messages import Button, Rows
from models.papers.words import PaperKind
from models.parking.applying import (
    Wish,
    apply,
    give_up,
    is_tenant,
    lacking,
    may,
    owns,
    send_papers,
    take_space,
)
from models.parking.ends import leases_of
from models.parking.ledger import cars_of, ledger_of, plan_of
from models.parking.policy import ParkingPolicy
from models.parking.rules import OF_EVERYBODY, OFFER_DAYS
from models.parking.telling import show_receipt
from models.parking.vip import choices, choose
from models.parking.words import Action, Deed, SpaceKind
from models.people.operations import homes_of
from models.people.tables import Person
from models.values import frozen

RENEW, KEYED = "renew_lease", "parking.keyed"
AT_MOST = 24  # buttons below one message
ASKED_FOR = (PaperKind.IDENTITY_CARD, *OF_EVERYBODY, PaperKind.LEASE)  # in this order


@frozen
class Applied:
    """What an applicant says and shows; a paper that follows later is None."""

    home: str
    kind: SpaceKind
    plate: str
    model: str | None
    address: str | None
    employer: str | None
    identity_card: Files
    vehicle_licence: Files
    driving_licence: Files
    insurance: Files
    title: Files
    lease: Files


@frozen
class Shown:
    """The papers that were missing."""

    identity_card: Files
    vehicle_licence: Files
    driving_licence: Files
    insurance: Files
    title: Files
    lease: Files


def parking(turn: Turn) -> None:
    """Show plan, spaces, fees, papers and procedure, and what can be done. PRK-05, GEN-13."""
    turn.someone  # noqa: B018 - of who belongs here
    apply_button = Button("parking.actions.apply", Press("apply", 0, 0).pack(), style="primary")
    mine = leases_of(turn.session, turn.someone, on=turn.today)
    rows: Rows = ((apply_button,), *(row for lease, _ in mine for row in _lease_rows(lease.id)))
    _show_plan(turn, (*rows, *opening_rows(turn)), mine)


def parking_meant(turn: Turn, told: Words) -> None:
    """Show the same to free words about parking; a person may have the words with one press."""
    mine = leases_of(turn.session, turn.someone, on=turn.today)
    ask = kept_for_a_person(turn, told)
    rows: Rows = (
        (Button("parking.actions.apply", Press("apply", 0, 0).pack(), style="primary"),),
        *(row for lease, _ in mine for row in _lease_rows(lease.id)),
        (Button("parking.actions.ask_a_person", ask),),
    )
    _show_plan(turn, rows, mine)


def applied(turn: Turn, told: Applied, _subject: int) -> None:
    """Hand the application to the model; its card takes the place of the summary."""
    case = _apply(turn, told, turn.someone)
    show_receipt(turn.session, case, turn.someone, now=turn.now, over=turn.incoming.pressed)


def keyed(turn: Turn, told: Applied, residency_id: int) -> None:
    """Take it in for who shows the papers at the desk, without Telegram too. GEN-01, GEN-06."""
    resident = at_desk(turn, residency_id)
    case = _apply(turn, told, resident)
    came_to_desk(turn, case, resident, KEYED)
    show_receipt(turn.session, case, resident, now=turn.now)


def _apply(turn: Turn, told: Applied, person: Person) -> Case:
    known = cars_of(turn.session, person, on=turn.today)
    wish = Wish(
        home_id=home_in(told.home), kind=told.kind, plate=told.plate,
        model=told.model or known.get(told.plate, ""), address=told.address or "",
        employer=told.employer or "", papers=papers_in(told, ASKED_FOR),
    )  # fmt: skip
    return apply(turn.session, wish, by=person, now=turn.now)


def shown(turn: Turn, told: Shown, case_id: int) -> None:
    """Hand the papers to the model; the card, where the last was asked, says what is missing."""
    papers = papers_in(told, ASKED_FOR)
    case = send_papers(turn.session, case_id, papers, by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, turn.someone, now=turn.now, over=turn.incoming.pressed)


def parking_world(turn: Turn) -> ParkingWorld:
    """Return what the questions may know."""
    person, session = shown_by(turn, KEYED), turn.session
    homes = homes_of(session, person.id, on=turn.today)
    places = home_options(homes)
    rented = {
        f"home:{home.id}" for home in homes if is_tenant(session, person, home.id, now=turn.now)
    }
    is_owner = any(owns(session, person, home.id, now=turn.now) for home in homes)
    kinds = tuple(
        Option(
            line.kind,
            Label("parking.kind", {"kind": line.kind, "free": line.free}),
        )
        for line in ledger_of(session, person.estate_id)
        if line.kind is not SpaceKind.VIP or is_owner
    )
    policy = policy_of(session, person.estate_id, ParkingPolicy)
    return ParkingWorld(
        turn.today, places, words=partial(words_for, turn, APPLY), kinds=kinds,
        rented=frozenset(rented), cars=cars_of(session, person, on=turn.today),
        lacking=asked_for(turn, PAPERS.name, _lacks),
        policy=policy,
    )  # fmt: skip


APPLY = Conversation(
    name="parking.apply",
    answers=Applied,
    steps=(
        Place("home", skip_if_single=True),
        Choice("kind", options=lambda world: world.kinds, skip_if_single=True),
        Plate("plate"),
        Line("model", min_length=2, max_length=40, ask_if=is_new),
        Line("address", min_length=4, max_length=100, ask_if=is_reached),
        Line("employer", min_length=2, max_length=60, ask_if=rents, optional=True),
        *(Photograph(str(kind), ask_if=partial(is_needed, kind)) for kind in ASKED_FOR),
    ),
    on_complete=applied,
    world=parking_world,
)

KEY_IN_PARKING = replace(APPLY, name=KEYED, texts=APPLY.name, on_complete=keyed)

PAPERS = Conversation(
    name="papers.photograph",
    answers=Shown,
    steps=photographs_missing(ASKED_FOR),
    on_complete=shown,
    world=parking_world,
    confirm=False,
    texts="parking.apply",
)


def press_apply(turn: Turn, press: Press) -> None:
    """Begin an application."""
    open_conversation(turn, APPLY)


def press_send_paper(turn: Turn, press: Press) -> None:
    """Ask for what is missing, and for nothing else."""
    ask_missing(turn, press.object, PAPERS, _lacks)


def press_take_space(turn: Turn, press: Press) -> None:
    """Take the space that was offered."""
    case = take_space(turn.session, press.object, by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_choose(turn: Turn, press: Press) -> None:
    """Show the VIP spaces that are free; with one, take it. PRK-06."""
    if press.value:
        case = choose(turn.session, press.object, press.number, by=turn.someone, now=turn.now)
        show_receipt(turn.session, case, turn.someone, now=turn.now)
        turn.toast("toasts.done")
        return
    case, _ = may(turn.session, press.object, Action.CHOOSE, by=turn.someone, now=turn.now)
    rows: Rows = tuple(
        (
            Button(
                f"🅿 {space.number}",
                Press(Action.CHOOSE, case.id, case.rev, str(space.id)).pack(),
                literal=True,
            ),
        )
        for space in choices(turn.session, case)[:AT_MOST]
    )
    turn.say("parking.which_space", rows, number=case.number)
    turn.toast("toasts.done")


def press_give_up(turn: Turn, press: Press) -> None:
    """End the application: the space is not wanted any more."""
    give_up(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def _show_plan(turn: Turn, rows: Rows, mine: Any) -> None:
    estate_id = turn.someone.estate_id
    policy = policy_of(turn.session, estate_id, ParkingPolicy)
    turn.say(
        "parking.plan", rows,
        plan=plan_of(turn.session, estate_id, turn.catalogue.words("parking.plan")),
        spaces=[
            {"kind": line.kind, "fee": line.fee, "free": line.free}
            for line in ledger_of(turn.session, estate_id)
        ],
        mine=[{"number": space.number, "ends_on": str(lease.ends_on or "")}
              for lease, space in mine],
        minutes=policy.formality_minutes, days=policy.incomplete_days,
        openings=announced(turn), kept_days=OFFER_DAYS if policy.waitlist else 0,
    )  # fmt: skip


def _lease_rows(lease_id: int) -> Rows:
    return (
        (
            Button("parking.actions.renew_lease", Press(RENEW, lease_id, 0).pack()),
            Button("parking.actions.hand_back", Press(Deed.HAND_BACK, lease_id, 0).pack()),
        ),
    )


def _lacks(turn: Turn, case_id: int) -> Collection[str]:
    """Return which papers the application lacks, to who may send them."""
    case, _ = may(turn.session, case_id, Action.SEND_PAPER, by=turn.someone, now=turn.now)
    return lacking(turn.session, case)
