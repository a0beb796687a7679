"""What is open, line by line, as the morning's list and a handover show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.handovers.policy import HandoverPolicy
from models.handovers.rules import Late, clusters, lateness
from models.repairs.cards import face_of
from models.repairs.messages import Place
from models.repairs.rules import REPAIR_FLOW
from models.repairs.tables import Repair


@dataclass(frozen=True)
class OpenLine:
    """One open case: where, what, how old, with whom, and what is late about it."""

    case_id: int
    number: int
    trade: str
    place: Place
    status: str
    owner: str
    days: int
    late: Late
    is_read: bool = False


@dataclass(frozen=True)
class Cluster:
    """A trade that came unusually often from one building."""

    trade: str
    building: str
    cases: int


def open_ids(session: Session, estate_id: int) -> list[int]:
    """Return every case that is not struck off, oldest first. GEN-08."""
    wanted = select(Case.id).where(
        Case.estate_id == estate_id, col(Case.status).not_in(REPAIR_FLOW.closed)
    )
    return list(session.exec(wanted.order_by(col(Case.id))))


def lines_of(session: Session, case_ids: Iterable[int], *, now: datetime) -> list[OpenLine]:
    """Return these cases as lines: what is late first, then the oldest."""
    found = [_line(session, case_id, now) for case_id in case_ids]
    return sorted(found, key=lambda line: (line.late is Late.NO, line.number))


def buildings_of(session: Session, case_ids: Iterable[int]) -> dict[int, str]:
    """Return in which building each case is; empty for common parts."""
    wanted = (
        select(Case.id, Home.building)
        .join(Home, col(Home.id) == col(Case.home_id), isouter=True)
        .where(col(Case.id).in_(list(case_ids)))
    )
    return {case_id: building or "" for case_id, building in session.exec(wanted)}


def clusters_in(session: Session, estate_id: int, *, now: datetime) -> tuple[Cluster, ...]:
    """Return what came unusually often of late, by trade and building. Source: GEN-10."""
    policy = policy_of(session, estate_id, HandoverPolicy)
    since = now - timedelta(days=policy.cluster_days)
    wanted = (
        select(Repair.trade, Home.building)
        .join(Case, col(Case.id) == col(Repair.id))
        .join(Home, col(Home.id) == col(Case.home_id))
        .where(Case.estate_id == estate_id, Case.opened_at > since)
    )
    reported = [(str(trade), building) for trade, building in session.exec(wanted)]
    return tuple(Cluster(*each) for each in clusters(reported, policy.cluster_cases))


def _line(session: Session, case_id: int, now: datetime) -> OpenLine:
    face = face_of(session, case_id)
    estate = session.get_one(Estate, session.get_one(Case, case_id).estate_id)
    calendar = calendar_of(session, estate)
    age = calendar.day_of(now) - calendar.day_of(face.reported_at)
    late = lateness(face.status, face.claim_by, face.visit_until, now)
    return OpenLine(
        case_id, face.number, face.trade, face.place, face.status, face.technician, age.days, late
    )
