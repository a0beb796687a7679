"""Residents read their file and ask for a change: what, into what, and what proves it."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Answers, Conversation, Label, Option, World
from handlers.conversations.widgets import Choice, Place
from handlers.owners.steps import Entry, FileWorld
from handlers.papers import (
    Files,
    Photograph,
    ask_missing,
    asked_for,
    papers_in,
    photographs_missing,
    shown_by,
)
from handlers.people import home_in, home_options
from models.buttons import Press
from models.errors import NotAllowed
from models.intents.messages import Button, Rows
from models.owners.file import cars_in, own_files, read_file
from models.owners.requesting import Wished, ask_change, may, send_proofs, withdraw
from models.owners.rules import ASKED_BY_RESIDENTS, NEEDS, OF_SOMEBODY_NEW
from models.owners.tables import FileChange
from models.owners.telling import show_change
from models.owners.tenancies import tenancy_of
from models.owners.words import Action, Subject
from models.papers.operations import missing
from models.papers.words import PaperKind
from models.parking.applying import owns
from models.people.operations import homes_of
from models.people.tables import Residency
from models.values import frozen

ASKED_FOR = (
    *(PaperKind.IDENTITY_CARD, PaperKind.TITLE, PaperKind.LEASE, PaperKind.VEHICLE_LICENCE),
    PaperKind.OTHER,
)
NEW_CAR, KEYED = "new", "owners.keyed"


@frozen
class Asked:
    """What a resident wants changed, and shows; a proof that follows later is None."""

    home: str
    subject: Subject
    car: str | None
    entry: str
    contact: str | None
    until: str | None
    identity_card: Files
    title: Files
    lease: Files
    vehicle_licence: Files
    other_proof: Files


@frozen
class Prolonged:
    """Until when a tenancy is to last, and the new lease."""

    entry: str
    lease: Files


@frozen
class Shown:
    """The proofs that were missing."""

    identity_card: Files
    title: Files
    lease: Files
    vehicle_licence: Files
    other_proof: Files


def file(turn: Turn) -> None:
    """Show the own file, or to the office that of a home; a reading of the office is kept."""
    words = turn.incoming.argument.strip()[:60]
    if turn.staff is not None and words:
        found = read_file(turn.session, words, by=turn.someone, now=turn.now)
        press = Press("begin_form", found["home_id"] if found else 0, 0).pack()
        form: Rows = ((Button("owners.actions.begin_form", press),),)
        _show(turn, found, form) if found else turn.say("owners.home_unclear")
        return
    files = own_files(turn.session, turn.someone, now=turn.now)
    if not files:
        turn.say("owners.which_home" if turn.staff else "owners.no_home")
        return
    press = Press("ask_change", 0, 0).pack()
    rows: Rows = ((Button("owners.actions.ask_change", press, style="primary"),),)
    for each in files:
        _show(turn, each, rows if each is files[-1] else ())


def _show(turn: Turn, found: dict[str, Any], rows: Rows) -> None:
    turn.say("owners.file", rows, **{k: v for k, v in found.items() if k != "home_id"})


def asked(turn: Turn, told: Asked, _subject: int) -> None:
    """Hand the request to the model; its card takes the place of the summary."""
    _ask(turn, wished(told))


def wished(told: Asked) -> Wished:
    """Return what was answered as the model takes it."""
    car = told.car or NEW_CAR
    until = told.entry if told.subject is Subject.TENANCY else told.until
    return Wished(
        home_id=home_in(told.home), subject=told.subject, proposed=told.entry,
        contact=told.contact or "", vehicle_id=int(car) if car.isdecimal() else None,
        lasts_until=date.fromisoformat(until) if until else None, papers=papers_in(told, ASKED_FOR),
    )  # fmt: skip


def prolonged(turn: Turn, told: Prolonged, residency_id: int) -> None:
    """Hand to the model until when the tenancy is to last."""
    home_id = turn.session.get_one(Residency, residency_id).home_id
    wish = Wished(
        home_id=home_id, subject=Subject.TENANCY, proposed=told.entry,
        lasts_until=date.fromisoformat(told.entry), papers={PaperKind.LEASE: told.lease or ()},
    )  # fmt: skip
    _ask(turn, wish)


def _ask(turn: Turn, wish: Wished) -> None:
    case = ask_change(turn.session, wish, by=turn.someone, now=turn.now)
    show_change(turn.session, case, turn.someone, now=turn.now, over=turn.incoming.pressed)


def shown(turn: Turn, told: Shown, case_id: int) -> None:
    """Hand the proofs to the model; the card, where the last was asked, says what is missing."""
    proofs = papers_in(told, ASKED_FOR)
    case = send_proofs(turn.session, case_id, proofs, by=turn.someone, now=turn.now)
    show_change(turn.session, case, turn.someone, now=turn.now, over=turn.incoming.pressed)


def file_world(turn: Turn) -> FileWorld:
    """Return what the questions may know."""
    person, session = shown_by(turn, KEYED), turn.session
    homes = homes_of(session, person.id, on=turn.today)
    places = home_options(homes)
    is_owner = any(owns(session, person, home.id, now=turn.now) for home in homes)
    rents = any(tenancy_of(session, person.id, home.id, on=turn.today) for home in homes)
    subjects = tuple(
        Option(each, Label(f"owners.subjects.{each}"))
        for each in ASKED_BY_RESIDENTS
        if (is_owner or not NEEDS[each].by_owner) and (rents or each is not Subject.TENANCY)
    )
    cars = tuple(
        Option(str(car.id), Label(text=f"🚗 {car.plate}"))
        for car in cars_in(session, [home.id for home in homes])
    )
    another = (Option(NEW_CAR, Label("owners.new_car")),)
    return FileWorld(
        turn.today, places, words=partial(words_for, turn, CHANGE), cars=(*cars, *another),
        lacking=asked_for(turn, PROOFS.name, _lacks), subjects=subjects,
    )  # fmt: skip


def is_about(subjects: frozenset[Subject], answers: Answers, _world: World) -> bool:
    """Ask it about these subjects only."""
    return answers.get("subject") in subjects


def is_needed(kind: PaperKind, answers: Answers, _world: World) -> bool:
    """Ask for the proofs that the change takes. OWN-06."""
    subject = answers.get("subject")
    return subject in set(NEEDS) and kind in NEEDS[Subject(str(subject))].proofs


CHANGE = Conversation(
    name="owners.change",
    answers=Asked,
    steps=(
        Place("home", skip_if_single=True),
        Choice("subject", options=lambda world: world.subjects, columns=2),
        Choice(
            "car",
            options=lambda world: world.cars,
            ask_if=partial(is_about, frozenset({Subject.PLATE})),
            skip_if_single=True,
        ),
        Entry("entry"),
        Entry("contact", of=Subject.PHONE, ask_if=partial(is_about, OF_SOMEBODY_NEW)),
        Entry(
            "until",
            of=Subject.TENANCY,
            optional=True,
            ask_if=partial(is_about, frozenset({Subject.TENANT})),
        ),
        *(Photograph(str(kind), ask_if=partial(is_needed, kind)) for kind in ASKED_FOR),
    ),
    on_complete=asked,
    world=file_world,
)

PROLONG = Conversation(
    name="owners.tenancies",
    answers=Prolonged,
    steps=(Entry("entry", of=Subject.TENANCY), Photograph("lease")),
    on_complete=prolonged,
    world=file_world,
    texts="owners.change",
)

PROOFS = Conversation(
    name="owners.proofs",
    answers=Shown,
    steps=photographs_missing(ASKED_FOR),
    on_complete=shown,
    world=file_world,
    confirm=False,
    texts="owners.change",
)


def press_ask_change(turn: Turn, press: Press) -> None:
    """Begin a request to change the file."""
    open_conversation(turn, CHANGE)


def press_prolong(turn: Turn, press: Press) -> None:
    """Ask until when the tenancy goes on, and for the new lease; only who rents may. OWN-06."""
    row = turn.session.get(Residency, press.object)
    if row is None or row.person_id != turn.someone.id:
        raise NotAllowed
    if tenancy_of(turn.session, row.person_id, row.home_id, on=turn.today) is None:
        raise NotAllowed
    open_conversation(turn, PROLONG, subject=row.id)


def press_send_proof(turn: Turn, press: Press) -> None:
    """Ask for what is missing, and for nothing else."""
    ask_missing(turn, press.object, PROOFS, _lacks, "owners.proofs.all_here")


def press_withdraw(turn: Turn, press: Press) -> None:
    """End the request: the file stays as it is."""
    withdraw(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def _lacks(turn: Turn, case_id: int) -> Collection[str]:
    """Return which proofs the request lacks, to who may send them."""
    case, _ = may(turn.session, case_id, Action.SEND_PROOF, by=turn.someone, now=turn.now)
    needed = NEEDS[turn.session.get_one(FileChange, case.id).subject].proofs
    return missing(turn.session, case, needed)
