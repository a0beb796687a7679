"""An officer keys in what came by voice: the same report, by whichever way it came."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from models.cases.operations import note
from models.cases.policy import EntryPolicy
from models.cases.tables import Case
from models.estate.settings import policy_of
from models.events import Actor
from models.people.search import resident
from models.people.tables import Person
from models.permissions import require_officer
from models.repairs.incidents import join_in
from models.repairs.reporting import RepairReport, report_repair

NEW = "new"  # of `RepairReport.same`: not what is open there already


class Came(StrEnum):
    """How a report reached the desk."""

    CALL = "call"
    VISIT = "visit"
    PATROL = "patrol"


class Since(StrEnum):
    """How long ago it did."""

    NOW = "now"
    ONE_HOUR = "one_hour"
    TWO_HOURS = "two_hours"
    LONGER = "longer"


AGO = {Since.NOW: 0, Since.ONE_HOUR: 1, Since.TWO_HOURS: 2, Since.LONGER: 24}  # hours


@dataclass(frozen=True, kw_only=True)
class KeyedReport(RepairReport):
    """A report, how it came, and how long ago."""

    came: Came
    since: Since


def key_in(
    session: Session, keyed: KeyedReport, *, residency_id: int, by: Person, now: datetime
) -> tuple[Case, bool]:
    """Record and dispatch it as if the resident had; return the case, and whether it was late.

    Without a residency it is the officer's own finding. Raises NotAllowed for everybody but
    officers, ResidentUnknown. Source: GEN-01, GEN-06, REP-03, S-08.
    """
    staff = require_officer(session, by, now=now)
    reporter = by
    if residency_id:
        found = resident(session, residency_id, staff.estate_id)
        reporter = session.get_one(Person, found.person_id)
    record = report_repair if keyed.same in {None, NEW} else join_in
    case = record(session, keyed, by=reporter, now=now)
    note(session, case, f"keyed_{keyed.came}", actor=Actor.STAFF, person=by, now=now)
    hours = policy_of(session, case.estate_id, EntryPolicy).case_hours
    is_late = timedelta(hours=AGO[keyed.since]) > timedelta(hours=hours)
    if is_late:
        note(session, case, "keyed_late", actor=Actor.STAFF, person=by, now=now)
    return case, is_late
