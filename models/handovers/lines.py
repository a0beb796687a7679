"""What is open, line by line, as the morning's list and a handover show it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, not_, or_
from sqlmodel import Session, col, select

from models.cases import lists
from models.cases.independence import readable
from models.cases.lines import CaseLine, Late
from models.cases.registry import KINDS
from models.cases.tables import Case, Kind
from models.cases.words import Place
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.handovers.policy import HandoverPolicy
from models.handovers.rules import clusters
from models.people.tables import Staff
from models.repairs.tables import Repair
from models.values import frozen


@frozen
class OpenLine:
    """One open case: where, what, how old, with whom, and what is late about it."""

    case_id: int
    number: int
    kind: Kind
    subject: str
    place: Place
    status: str
    owner: str
    days: int
    late: Late
    is_read: bool = False
    urgent: bool = False


@frozen
class Cluster:
    """A trade that came unusually often from one building."""

    trade: str
    building: str
    cases: int


def open_ids(
    session: Session, estate_id: int, *, reader: Staff | None = None, private: bool = True
) -> list[int]:
    """Return every case that is not struck off, oldest first; what is for the reader. GEN-08."""
    is_closed = or_(
        *(
            and_(col(Case.kind) == kind, col(Case.status).in_(of.closed))
            for kind, of in KINDS.items()
        )
    )
    wanted = select(Case.id).where(Case.estate_id == estate_id, not_(is_closed))
    if reader is not None:
        wanted = wanted.where(readable(reader, private=private))
    return list(session.exec(wanted.order_by(col(Case.id))))


def lines_of(session: Session, case_ids: Iterable[int], *, now: datetime) -> list[OpenLine]:
    """Return these cases as lines: emergencies first, then what is late, then the oldest."""
    found = [_line(session, line, now) for line in lists.lines_of(session, case_ids, now=now)]
    return sorted(found, key=lambda line: (not line.urgent, line.late is Late.NO, line.number))


def buildings_of(session: Session, case_ids: Iterable[int]) -> dict[int, str]:
    """Return in which building each case is; empty for common parts, and of who stays unnamed."""
    wanted = (
        select(Case.id, Home.building)
        .join(Home, and_(col(Home.id) == col(Case.home_id), not_(col(Case.unnamed))), isouter=True)
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
        .where(Case.estate_id == estate_id, Case.opened_at > since, Case.kind == Kind.REPAIR)
    )
    reported = [(str(trade), building) for trade, building in session.exec(wanted)]
    return tuple(Cluster(*each) for each in clusters(reported, policy.cluster_cases))


def _line(session: Session, line: CaseLine, now: datetime) -> OpenLine:
    estate = session.get_one(Estate, session.get_one(Case, line.case_id).estate_id)
    calendar = calendar_of(session, estate)
    age = calendar.day_of(now) - calendar.day_of(line.opened_at)
    return OpenLine(
        line.case_id, line.number, line.kind, line.subject, line.place, line.status, line.owner,
        age.days, line.late, urgent=line.urgent,
    )  # fmt: skip
