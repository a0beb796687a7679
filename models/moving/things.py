"""Cards and keys of who leaves a home: asked back, and noted as back or as missing."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlmodel import Session, col, or_, select

from models.access_cards.tables import AccessCard
from models.access_cards.words import CardState
from models.cases.words import Place
from models.due import due
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.groups.desk import desk
from models.intents.operations import post, private
from models.moving.clock import ThingsAreDueBack, ThingsAreOut
from models.moving.messages import OUT, BringThingsBack, HandBackFace, Thing
from models.moving.rules import DAY, KEYS, Keys, is_news
from models.moving.stays import guests_of
from models.moving.tables import HandBack
from models.people.tables import HomeRole, Person, Residency
from models.permissions import require_officer, today_in

MORNING = time(9)
WITH_KEYS = (HomeRole.OWNER, HomeRole.TENANT)  # to whom the office hands them


def cards_going(session: Session, residency: Residency, *, on: date) -> Sequence[AccessCard]:
    """Return the cards that open something and are nobody's from that day on.

    Those of who leaves and of whom they let in; all of the home's, when nobody else stays.
    """
    going = {residency.person_id, *(g.person_id for g in guests_of(session, residency, on=on))}
    here = select(Residency.person_id).where(
        Residency.home_id == residency.home_id, Residency.id != residency.id,
        or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
    )  # fmt: skip
    stays = set(session.exec(here)) - going
    cards = select(AccessCard).where(
        AccessCard.home_id == residency.home_id, col(AccessCard.state).in_(OUT)
    )
    found = session.exec(cards.order_by(col(AccessCard.number))).all()
    return [card for card in found if card.person_id in going or not stays]


def ask_on_last_day(session: Session, moment: ThingsAreDueBack, *, now: datetime) -> None:
    """Remind who moves out, and let the desk take back what comes; nothing, if they stay."""
    residency = session.get_one(Residency, moment.subject)
    if residency.left_on != moment.on + DAY:
        return
    cards = tuple(card.number for card in cards_going(session, residency, on=residency.left_on))
    address = private(session.get_one(Person, residency.person_id))
    if address is not None and (cards or residency.role in WITH_KEYS):
        post(session, BringThingsBack(cards), to=address, now=now)
    ask_back(session, residency, on=residency.left_on, now=now)


def ask_back(session: Session, residency: Residency, *, on: date, now: datetime) -> None:
    """Show the desk what it takes back, once; who had neither card nor key is asked nothing.

    Source: CRD-01, OWN-08.
    """
    cards = cards_going(session, residency, on=on)
    has_keys = residency.role in WITH_KEYS
    has_keys &= is_news(on, today_in(session, residency.estate_id, now=now))
    known = select(HandBack.id).where(HandBack.residency_id == residency.id)
    if session.exec(known).first() is not None or not (cards or has_keys):
        return
    keys = Keys.ASKED if has_keys else Keys.NONE
    handback = HandBack(
        estate_id=residency.estate_id, home_id=residency.home_id, residency_id=residency.id,
        keys=keys,
    )  # fmt: skip
    session.add(handback)
    session.flush()
    for card in cards:
        card.state, card.handback_id = CardState.RETURNING, handback.id
        session.add(card)
    session.flush()
    _show_desk(session, handback, again=False, now=now)


def ask_again(session: Session, moment: ThingsAreOut, *, now: datetime) -> None:
    """Show the desk each morning what is neither back nor noted as missing. Source: CRD-01."""
    handback = session.get(HandBack, moment.subject)
    if handback is not None and handback.closed_at is None:
        _show_desk(session, handback, again=True, now=now)


def ask_no_more(session: Session, residency: Residency) -> None:
    """Let them keep their cards: they stay after all. What was brought is back."""
    known = select(HandBack).where(HandBack.residency_id == residency.id)
    handback = session.exec(known).first()
    if handback is None:
        return
    for card in _cards_of(session, handback):
        card.handback_id = None
        card.state = CardState.WORKS if card.state is CardState.RETURNING else card.state
        session.add(card)
    session.flush()
    session.delete(handback)


def take_thing(
    session: Session, handback_id: int, thing: str, *, is_here: bool, by: Person, now: datetime
) -> HandBackFace:
    """Note that it is back, or that it is not: a card opens nothing any more either way.

    Raises NotAllowed for all but officers, and for what is noted already. Source: CRD-01.
    """
    handback = session.get(HandBack, handback_id, with_for_update=True, populate_existing=True)
    staff = require_officer(session, by, now=now)
    if handback is None or handback.estate_id != staff.estate_id:
        raise NotAllowed
    if thing == KEYS and handback.keys is Keys.ASKED:
        handback.keys = Keys.BACK if is_here else Keys.MISSING
    else:
        card = _asked(session, handback, thing)
        card.state = CardState.RETURNED if is_here else CardState.BLOCKED
        session.add(card)
    handback.noted_by = staff.id
    session.flush()
    face = face_of(session, handback)
    handback.closed_at = None if face.buttons() else now
    session.add(handback)
    return face


def face_of(session: Session, handback: HandBack, *, again: bool = False) -> HandBackFace:
    """Return what is asked back, and what of it is here."""
    home = session.get_one(Home, handback.home_id)
    things = tuple(
        Thing(card.id, card.kind, card.number, card.state) for card in _cards_of(session, handback)
    )
    place = Place(address=home.address)
    return HandBackFace(handback.id, place, things, handback.keys, again)


def _show_desk(session: Session, handback: HandBack, *, again: bool, now: datetime) -> None:
    """Show it, and again the next morning unless everything is noted by then."""
    address = desk(session, handback.estate_id, now=now)
    if address is not None:
        post(session, face_of(session, handback, again=again), to=address, now=now)
    tomorrow = today_in(session, handback.estate_id, now=now) + DAY
    calendar = calendar_of(session, session.get_one(Estate, handback.estate_id))
    moment = ThingsAreOut(handback.id, tomorrow)
    at = calendar.local(tomorrow, MORNING)
    due(session, moment, estate_id=handback.estate_id, at=at)


def _cards_of(session: Session, handback: HandBack) -> Sequence[AccessCard]:
    wanted = select(AccessCard).where(AccessCard.handback_id == handback.id)
    return session.exec(wanted.order_by(col(AccessCard.number))).all()


def _asked(session: Session, handback: HandBack, thing: str) -> AccessCard:
    """Return the card that is asked back and not noted. Raises NotAllowed."""
    for card in _cards_of(session, handback):
        if str(card.id) == thing and card.state is CardState.RETURNING:
            return card
    raise NotAllowed
