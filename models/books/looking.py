"""What a check of the books looks at: promises that broke, records with gaps, major complaints."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from models.books.counting import about_any, promised
from models.books.messages import CheckLine
from models.books.rules import CHECKS
from models.books.words import Period
from models.cases.lists import lines_of
from models.cases.registry import KINDS, kind_of
from models.cases.tables import Case, Kind
from models.complaints.rules import UNSOLVED
from models.complaints.tables import Complaint
from models.complaints.words import Importance
from models.people.tables import Staff
from models.values import frozen


@frozen
class Looked:
    """What was due and kept since the last check, what was opened, and what is to be looked at."""

    due: int
    timely: int
    opened: int
    lines: Sequence[CheckLine]


def looked_at(
    session: Session, estate_id: int, period: Period, staff: Staff, *, now: datetime
) -> Looked:
    """Return what this reader checks now: nothing that is about them. CMP-05, CMP-23.

    The day: promises that broke and records with gaps. The week: both books, and the major ones.
    """
    since = now - timedelta(days=CHECKS[period].looks_back)
    hidden = about_any(session, [staff])
    fallen = [
        each
        for kind in KINDS
        for each in promised(session, estate_id, kind, since, now)
        if each.case_id not in hidden
    ]
    timely = sum(each.in_time for each in fallen)
    why: dict[int, list[str]] = {}
    for case_id, word in _words(session, estate_id, period, since, now=now):
        if case_id not in hidden:
            why.setdefault(case_id, []).append(word)
    recent = select(Case.id).where(Case.estate_id == estate_id, Case.opened_at >= since)
    opened = [each for each in session.exec(recent) if each not in hidden]
    lines = [
        CheckLine(
            line.case_id, line.number, line.kind, line.subject, line.place, line.status,
            line.owner, tuple(why[line.case_id]),
        )
        for line in lines_of(session, sorted(why), now=now)
    ]  # fmt: skip
    return Looked(len(fallen), timely, len(opened), lines)


def _words(
    session: Session, estate_id: int, period: Period, since: datetime, *, now: datetime
) -> list[tuple[int, str]]:
    """Return the cases to look at, each with why; the month has its rates."""
    if period is Period.MONTH:
        return []
    major = _major(session, estate_id, since) if period is Period.WEEK else []
    late = _late(session, estate_id, now=now)
    return [*major, *late, *_incomplete(session, estate_id, since)]


def _late(session: Session, estate_id: int, *, now: datetime) -> list[tuple[int, str]]:
    """Return what was promised for a time that is over, and has not happened."""
    broken = {
        promise.case_id
        for of in KINDS.values()
        for promise in of.promises(session, estate_id)
        if promise.limit < now
    }
    return [(case_id, "late") for case_id in sorted(broken)]


def _incomplete(session: Session, estate_id: int, since: datetime) -> list[tuple[int, str]]:
    """Return what is open, or was closed since the last check, with what its record lacks."""
    wanted = select(Case).where(
        Case.estate_id == estate_id,
        or_(col(Case.closed_at).is_(None), col(Case.closed_at) >= since),
    )
    return [
        (case.id, gap)
        for case in session.exec(wanted.order_by(col(Case.id)))
        for gap in kind_of(case).gaps(session, case)
    ]


def _major(session: Session, estate_id: int, since: datetime) -> list[tuple[int, str]]:
    """Return the major complaints of the week, and those that are still unsolved."""
    wanted = (
        select(Complaint.id)
        .join(Case, col(Case.id) == col(Complaint.id))
        .where(
            Case.estate_id == estate_id,
            Case.kind == Kind.COMPLAINT,
            Complaint.importance == Importance.A,
            or_(col(Case.opened_at) >= since, col(Case.status).in_(UNSOLVED)),
        )
        .order_by(col(Complaint.id))
    )
    return [(case_id, "major") for case_id in session.exec(wanted)]
