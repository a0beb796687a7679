"""Calls, visits and letters about arrears that somebody had who is not here: a colleague's now."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.dunning.conduct_messages import ErrandCard
from models.dunning.errands import taker_of
from models.dunning.running import show_calls
from models.dunning.tables import Errand, LadderRun
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.intents.messages import Say
from models.intents.operations import post, private
from models.intents.tables import Outbox
from models.people.tables import Person, Staff


def pass_arrears_on(session: Session, staff: Staff, deputy: Staff | None, *, now: datetime) -> None:
    """Give what the person has to do to the deputy, else to who is on duty; its day stays. GEN-12.

    Where there is nobody it stays theirs, and climbs when it is late.
    """
    wanted = select(Errand).where(Errand.given_to == staff.id, col(Errand.closed_at).is_(None))
    for errand in session.exec(wanted.order_by(col(Errand.id))).all():
        home = session.get_one(Home, errand.home_id)
        after = taker_of(session, home, errand.kind, first=deputy, now=now)
        if after is None:
            continue
        _withdraw(session, staff, _card_of(session, staff, errand), now=now)
        errand.given_to = after.id
        session.add(errand)
        session.flush()
        address = private(session.get_one(Person, after.person_id))
        if address is not None:
            post(session, ErrandCard(errand.id), to=address, now=now)
    _pass_calls_on(session, staff, now=now)


def _pass_calls_on(session: Session, staff: Staff, *, now: datetime) -> None:
    """Give whom no chat has reached to another officer to ring up."""
    chat = session.get_one(Person, staff.person_id).telegram_id
    calendar = calendar_of(session, session.get_one(Estate, staff.estate_id))
    runs = select(LadderRun).where(
        LadderRun.estate_id == staff.estate_id, col(LadderRun.ended_at).is_(None)
    )
    for run in session.exec(runs).all():
        card = session.get(Outbox, run.calls or 0)
        if card is None or card.chat_id != chat:
            continue
        run.calls = None
        if show_calls(session, run, calendar, now=now) is None:
            run.calls = card.id
        else:
            _withdraw(session, staff, card, now=now)
        session.add(run)


def _card_of(session: Session, staff: Staff, errand: Errand) -> Outbox | None:
    """Return what the person was last told of it."""
    chat = session.get_one(Person, staff.person_id).telegram_id
    cards = select(Outbox).where(Outbox.kind == ErrandCard.__name__, Outbox.chat_id == chat)
    told = session.exec(cards.order_by(col(Outbox.id).desc())).all()
    return next((each for each in told if each.facts["errand_id"] == errand.id), None)


def _withdraw(session: Session, staff: Staff, card: Outbox | None, *, now: datetime) -> None:
    """Take names and numbers from where the person read them; who has left is not written to."""
    person = session.get_one(Person, staff.person_id)
    address = private(person)
    if card is None or address is None or person.unreachable_since is not None:
        return
    shown = card.edits or card.message_id
    if shown is not None:
        post(session, Say("conduct.passed_on"), to=address, now=now, edits=shown)
