"""An officer keys in what came by voice: the same report, by whichever way it came."""

from dataclasses import KW_ONLY
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.keying import AGO, Came, Since, entered
from models.cases.tables import Case
from models.people.search import person_of
from models.people.tables import Person
from models.permissions import require_officer
from models.repairs.incidents import join_in
from models.repairs.reporting import RepairReport, report_repair
from models.values import frozen

NEW = "new"  # of `RepairReport.same`: not what is open there already


@frozen
class KeyedReport(RepairReport):
    """A report, how it came, and how long ago."""

    _: KW_ONLY
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
    reporter = person_of(session, residency_id, staff.estate_id) if residency_id else by
    record = report_repair if keyed.same in {None, NEW} else join_in
    case = record(session, keyed, by=reporter, now=now)
    ago = timedelta(hours=AGO[keyed.since])
    return case, entered(session, case, keyed.came, ago, by=by, now=now)
