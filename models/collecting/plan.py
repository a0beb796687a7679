"""What an agreed collection puts into the book: reminders, lateness, the end of its day."""

from datetime import datetime

from sqlmodel import Session

from models.collecting.clock import (
    CollectionBegins,
    CollectionDayEnds,
    CollectionIsLate,
    CollectionIsNear,
    CollectionIsNearForPayer,
)
from models.collecting.tables import Collection
from models.due import due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.policy import NoticePolicy
from models.people.rules import permitted_hours
from models.people.tables import Person
from models.repairs.visit_plan import plan_visit
from models.repairs.visit_policy import VisitPolicy


def plan_collection(session: Session, known: Collection, *, now: datetime) -> None:
    """Enter the moments of the time that was agreed, as a visit has them. FEE-03, GEN-07, S-42."""
    hours = permitted_hours(
        session.get_one(Person, known.person_id).written_at,
        policy_of(session, known.estate_id, NoticePolicy).resident_hours,
    )
    plan = plan_visit(
        now, known.at, known.at, policy_of(session, known.estate_id, VisitPolicy),
        calendar_of(session, session.get_one(Estate, known.estate_id)), hours,
    )  # fmt: skip
    moments = (
        (CollectionIsNearForPayer, plan.remind_resident_at),
        (CollectionIsNear, plan.remind_technician_at),
        (CollectionBegins, plan.ends_at),
        (CollectionIsLate, plan.given_up_at),
        (CollectionDayEnds, plan.overdue_at),
    )
    for kind, at in moments:
        if at is not None:
            due(session, kind(known.id, known.rev), estate_id=known.estate_id, at=at)
