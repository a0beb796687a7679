"""A talk goes to another: handed over, taken over, or left behind by who is not here any more."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.files.tables import parcels
from models.intents.operations import post, private
from models.intents.tables import Outbox
from models.people.roster import deputy_of, is_present
from models.people.tables import Person, Staff
from models.permissions import OFFICERS, require_officer
from models.relay.tables import Remark
from models.talks.asking import ask, keep_promise, redraw_talk, show_to, tell
from models.talks.cards import parts_of
from models.talks.lists import record_of
from models.talks.messages import TalkOver, TalkTaken, TalkWaitsAgain
from models.talks.rules import IN_HAND, TALK_FLOW, Action, Part
from models.talks.said import from_talker
from models.talks.tables import Talk

STEPPED_BACK = frozenset({Part.CLOCK})
IN_THEIR_STEAD = frozenset({Part.HOLDER})


def could_have_it(session: Session, talk: Talk, *, by: Person, now: datetime) -> list[Staff]:
    """Return to whom this officer may hand the talk: who is at the desk or above, and here.

    Raises NotAllowed.
    """
    parts = parts_of(talk, require_officer(session, by, now=now), person_id=by.id)
    TALK_FLOW.after(talk.status, Action.PASS, by=parts)
    wanted = select(Staff).where(
        Staff.estate_id == talk.estate_id, col(Staff.role).in_(OFFICERS),
        Staff.id != talk.owner_id, Staff.person_id != talk.person_id,
    )  # fmt: skip
    found = session.exec(wanted.order_by(col(Staff.id))).all()
    return [staff for staff in found if is_present(session, staff, now=now)]


def move_to(session: Session, talk: Talk, staff: Staff, *, now: datetime) -> None:
    """Let that person have the talk: both sides hear it, and the new one reads all that was said.

    Who waits goes on waiting by the same promise. GEN-12.
    """
    former = session.get(Staff, talk.owner_id or 0)
    talk.owner_id, talk.taken_at, talk.rev = staff.id, now, talk.rev + 1
    session.add(talk)
    session.flush()
    tell(session, talk, TalkTaken(talk.id, staff.name, former.name if former else ""), now=now)
    show_to(session, talk, staff, now=now)
    show_record(session, talk, staff, now=now)
    show_pictures(session, talk, staff, now=now)
    if former is not None:
        _tell_former(session, talk, former, staff.name, now)
    redraw_talk(session, talk, now=now)


def let_go(session: Session, talk: Talk, *, now: datetime) -> None:
    """Ask for somebody anew, and tell the resident by when: who had the talk is not here."""
    former = session.get_one(Staff, talk.owner_id)
    talk.status = TALK_FLOW.after(talk.status, Action.LEAVE, by=STEPPED_BACK)
    talk.owner_id, talk.rev = None, talk.rev + 1
    keep_promise(session, talk, now=now)
    ask(session, talk, now=now)
    tell(session, talk, TalkWaitsAgain(talk.id, former.name, talk.answer_by), now=now)
    redraw_talk(session, talk, now=now)


def pass_talks_on(session: Session, staff: Staff, *, now: datetime) -> None:
    """Give the person's talks to their deputy at the desk, else ask for somebody anew. GEN-12."""
    wanted = select(Talk).where(Talk.owner_id == staff.id, col(Talk.status).in_(IN_HAND))
    deputy = deputy_of(session, staff, now=now)
    for talk in session.exec(wanted.order_by(col(Talk.id))).all():
        fits = deputy is not None and deputy.role in OFFICERS
        if deputy is not None and fits and deputy.person_id != talk.person_id:
            talk.status = TALK_FLOW.after(talk.status, Action.PASS, by=IN_THEIR_STEAD)
            move_to(session, talk, deputy, now=now)
        else:
            let_go(session, talk, now=now)


def show_pictures(session: Session, talk: Talk, staff: Staff, *, now: datetime) -> None:
    """Show who has the talk now what the resident sent before, as far as it is still at hand."""
    address = private(session.get_one(Person, staff.person_id))
    carried = (
        select(Outbox)
        .join(Remark, col(Remark.outbox_id) == col(Outbox.id))
        .where(Remark.talk_id == talk.id, Remark.person_id == talk.person_id)
        .order_by(col(Outbox.id))
    )
    sent = [file_id for row in session.exec(carried) for file_id in row.facts.get("files", ())]
    for files in parcels(session, [*talk.files, *sent]):
        if address is not None:
            post(session, from_talker(session, talk, "", files), to=address, now=now)


def show_record(session: Session, talk: Talk, staff: Staff, *, now: datetime) -> None:
    """Show who has the talk now what was said before."""
    address = private(session.get_one(Person, staff.person_id))
    record = record_of(session, talk)
    if address is not None and record.lines:
        post(session, record, to=address, now=now)


def _tell_former(session: Session, talk: Talk, former: Staff, holder: str, now: datetime) -> None:
    person = session.get_one(Person, talk.person_id)
    address = private(session.get_one(Person, former.person_id))
    if address is not None and is_present(session, former, now=now):
        over = TalkOver(talk.id, person.name, person.address_as, holder)
        post(session, over, to=address, now=now)
