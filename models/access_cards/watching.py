"""What the clock does to an application for a card: late, lapsed, a lost card that still opens."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from models.access_cards.applying import end, flow_of
from models.access_cards.clock import BlockIsLate, CardIsLate, CardLapses
from models.access_cards.messages import AccessNews, AccessStage
from models.access_cards.policy import CardPolicy
from models.access_cards.rules import BY_ITSELF, PROMISED, Action, Status, blocked_by
from models.access_cards.tables import CardApplication
from models.access_cards.telling import in_private, notify, tell
from models.cases.office import superior
from models.cases.operations import locked, note
from models.due import due
from models.estate.settings import policy_of
from models.events import Actor
from models.people.tables import Staff

A_DAY = timedelta(days=1)


def late(session: Session, moment: CardIsLate, *, now: datetime) -> None:
    """Apologise with a new time, and let it climb each day. GEN-07, ETQ-06."""
    case = locked(session, moment.subject)
    application = session.get_one(CardApplication, case.id)
    if case.status not in PROMISED:
        return
    note(session, case, "card_late", actor=Actor.CLOCK, person=None, now=now)
    application.promised_by = now + A_DAY
    session.add(application)
    above = superior(session, case, moment.step, now=now)
    for staff in (session.get(Staff, case.owner_id or 0), above):
        notify(session, case, staff, AccessNews.LATE, now=now)
    tell(session, case, AccessStage.LATE, now=now)
    later = replace(moment, step=moment.step + 1)
    due(session, later, estate_id=case.estate_id, at=application.promised_by)


def lapse(session: Session, moment: CardLapses, *, now: datetime) -> None:
    """End what waited for its applicant until now, kindly. S-34."""
    case = locked(session, moment.subject)
    until = session.get_one(CardApplication, case.id).open_until
    if until is None or until.isoformat() != moment.until:
        return
    status = flow_of(session, case).after(case.status, Action.LAPSE, by=BY_ITSELF)
    tell(session, case, AccessStage.LAPSED, now=now)
    end(session, case, status, Action.LAPSE, actor=Actor.CLOCK, by=None, now=now)


def still_open(session: Session, moment: BlockIsLate, *, now: datetime) -> None:
    """Call the next one up, who can block it too: a lost card still opens doors. CRD-01."""
    case = locked(session, moment.subject)
    if case.status != Status.BLOCKING:
        return
    note(session, case, "card_not_blocked", actor=Actor.CLOCK, person=None, now=now)
    above = superior(session, case, moment.step, now=now)
    notify(session, case, above, AccessNews.STILL_OPEN, now=now)
    if above is not None:
        in_private(session, case, above, now=now)
    again = blocked_by(now, policy_of(session, case.estate_id, CardPolicy))
    due(session, replace(moment, step=moment.step + 1), estate_id=case.estate_id, at=again)
