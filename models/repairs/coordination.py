"""沟通类: what needs others at one table, and two days or more."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.operations import locked
from models.cases.tables import Case
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.people.tables import Person
from models.repairs.policy import ClassPolicy
from models.repairs.referral_messages import Stage
from models.repairs.referrals import refer, tell, watch
from models.repairs.rules import Action
from models.repairs.tables import Referral

OFFERED = (2, 3, 5, 7, 14, 30)  # days, as far as they are long enough


class TooShort(DomainError):
    """What takes less time is no class of its own: it is simply done."""

    text_key = "referrals.already_short"


def lengths(session: Session, estate_id: int) -> tuple[int, ...]:
    """Return how many days may be expected, shortest first. Source: CLS-05, S-16."""
    least = policy_of(session, estate_id, ClassPolicy).coordination_days
    return tuple(dict.fromkeys((least, *(days for days in OFFERED if days > least))))


def coordinate(
    session: Session, case_id: int, days: int, with_whom: str, *, by: Person, now: datetime
) -> Case:
    """Talk with those whom it needs: the resident hears by when there is an answer. CLS-05, GEN-03.

    An officer is nudged each `coordination.min_days` until the outcome. Raises TooShort (S-16).
    """
    case = locked(session, case_id)
    least = policy_of(session, case.estate_id, ClassPolicy).coordination_days
    if days < least:
        raise TooShort(days=least)
    until = calendar_of(session, session.get_one(Estate, case.estate_id)).end_of_day(now, days)
    referral = Referral(
        estate_id=case.estate_id, case_id=case.id, name=with_whom, promised_at=until,
        written_at=now,
    )  # fmt: skip
    case = refer(session, case_id, Action.COORDINATE, referral, by=by, now=now)
    watch(session, referral, now + timedelta(days=least), now=now)
    tell(session, case, Stage.COORDINATING, with_whom, until, now=now)
    return case
