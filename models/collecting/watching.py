"""The clock watches an agreed collection: both are reminded, and who waits in vain is told."""

from datetime import datetime

from sqlmodel import Session

from models.collecting.clock import (
    CollectionBegins,
    CollectionDayEnds,
    CollectionIsLate,
    CollectionIsNear,
    CollectionIsNearForPayer,
    OfCollection,
)
from models.collecting.door import offer_again
from models.collecting.ending import CLOCK, end, look_again, tell_comer, tell_payer
from models.collecting.messages import (
    CardNews,
    CollectionCard,
    CollectionIsSoon,
    CollectionLate,
    CollectionRunsLate,
    CollectionStands,
    Why,
    stands,
)
from models.collecting.reading import COMERS, can_come
from models.collecting.rules import CollectionDeed, CollectionState
from models.collecting.tables import Collection
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.groups.desk import ABOVE
from models.people.roster import is_present, on_duty
from models.people.tables import Department, Staff
from models.tasks.operations import tell_estate


def remind_payer(session: Session, moment: CollectionIsNearForPayer, *, now: datetime) -> None:
    """Repeat the appointment to who expects somebody. GEN-07."""
    known = _awaited(session, moment)
    if known is not None and not look_again(session, known, now=now):
        tell_payer(session, known, stands(session, known, CollectionIsSoon), now=now)


def remind_comer(session: Session, moment: CollectionIsNear, *, now: datetime) -> None:
    """Remind who comes; who is away by now is stood in for, and the resident hears by whom."""
    known = _awaited(session, moment)
    if known is None or look_again(session, known, now=now):
        return
    if not is_present(session, session.get_one(Staff, known.staff_id), now=now):
        instead = _instead(session, known, now=now)
        if instead is not None:
            known.staff_id = instead.id
            session.add(known)
            session.flush()
            tell_payer(session, known, stands(session, known, CollectionStands), now=now)
    tell_comer(session, known, CollectionCard(known.id, known.rev, CardNews.NEAR), now=now)


def ask_comer(session: Session, moment: CollectionBegins, *, now: datetime) -> None:
    """Ask who should be there whether they are. FEE-03."""
    known = _awaited(session, moment)
    if known is not None and not look_again(session, known, now=now):
        tell_comer(session, known, CollectionCard(known.id, known.rev, CardNews.BEGINS), now=now)


def is_late(session: Session, moment: CollectionIsLate, *, now: datetime) -> None:
    """Apologise to who waits, and tell the superior. FEE-03."""
    known = _awaited(session, moment)
    if known is None or look_again(session, known, now=now):
        return
    tell_payer(session, known, stands(session, known, CollectionRunsLate), now=now)
    comer, home = session.get_one(Staff, known.staff_id), session.get_one(Home, known.home_id)
    late = CollectionLate(known.id, known.rev, home.address, comer.name, known.at)
    tell_estate(session, late, known.estate_id, ABOVE, department=Department.KF, now=now)


def day_ends(session: Session, moment: CollectionDayEnds, *, now: datetime) -> None:
    """Let what came to nothing be over; who waited chooses again, with an apology."""
    known = session.get_one(Collection, moment.subject, with_for_update=True)
    if known.ended_at is not None or known.rev != moment.rev:
        return
    why = Why.LAPSED if known.state is CollectionState.AGREED else Why.NO_MONEY
    end(session, known, CollectionDeed.LAPSE, by=CLOCK, now=now)
    offer_again(session, known, why, now=now)


def _awaited(session: Session, moment: OfCollection) -> Collection | None:
    """Return the appointment, held, while this time is the one that counts and nobody has come."""
    known = session.get_one(Collection, moment.subject, with_for_update=True)
    is_awaited = known.state is CollectionState.AGREED and known.rev == moment.rev
    return known if is_awaited else None


def _instead(session: Session, known: Collection, *, now: datetime) -> Staff | None:
    """Return somebody of the desk who is there now and does not live there."""
    home = session.get_one(Home, known.home_id)
    calendar = calendar_of(session, session.get_one(Estate, known.estate_id))
    there = (
        each
        for roles in COMERS
        for each in on_duty(session, known.estate_id, *roles, calendar=calendar, now=now)
    )
    return next((each for each in there if can_come(session, each, home, known.at)), None)
