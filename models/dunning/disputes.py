"""Who doubts a bill asks, and is not reminded until the answer is there."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.tables import Case
from models.cases.words import Words
from models.due import due
from models.dunning.climbing import tell_finance
from models.dunning.clock import DisputeIsLookedAt
from models.dunning.rest_messages import DisputeForFinance, DisputeOver
from models.dunning.resting import RINGS_AT, begin_rest, end_rest, reminded
from models.dunning.tables import Rest
from models.dunning.words import Brake
from models.enquiries.asking import enquire
from models.enquiries.words import Sort
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.tables import Person


def dispute(session: Session, step_id: int, told: Words, *, by: Person, now: datetime) -> Case:
    """Take the doubt in as an enquiry; the ladder rests until it is over. FEE-12, ENQ-01.

    Raises NotAllowed, NothingOwed, RestsAlready.
    """
    step = reminded(session, step_id, by=by, now=now)
    rest = begin_rest(session, step.home_id, Brake.DISPUTED, by=by, now=now)
    case = enquire(session, told, Sort.ENQUIRY, by=by, now=now)
    rest.case_id = case.id
    session.add(rest)
    session.flush()
    _look_tomorrow(session, rest, now=now)
    tell_finance(session, rest.estate_id, DisputeForFinance(rest.id), now=now)
    return case


def look_at_dispute(session: Session, moment: DisputeIsLookedAt, *, now: datetime) -> None:
    """Let the ladder go on once the case is closed, whatever closed it; finance hears so."""
    rest = session.get_one(Rest, moment.subject)
    if rest.ended_at is not None:
        return
    case = session.get_one(Case, rest.case_id)
    if case.closed_at is None:
        _look_tomorrow(session, rest, now=now)
        return
    end_rest(session, rest, kept=None, now=now)
    tell_finance(session, rest.estate_id, DisputeOver(rest.id), now=now)


def _look_tomorrow(session: Session, rest: Rest, *, now: datetime) -> None:
    calendar = calendar_of(session, session.get_one(Estate, rest.estate_id))
    on = calendar.day_of(now) + timedelta(days=1)
    looked = DisputeIsLookedAt(rest.id, on)
    due(session, looked, estate_id=rest.estate_id, at=calendar.local(on, RINGS_AT))
