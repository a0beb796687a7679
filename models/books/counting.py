"""Count a month: every kind of case, its promises, and the questions about what was handled."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.books.policy import BooksPolicy
from models.books.rules import Counts, Month, Share, shares
from models.cases.promises import Promise, kept_promises
from models.cases.registry import KINDS
from models.cases.tables import Case, CaseAbout, Kind
from models.complaints.tables import Complaint
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.followups.policy import Channel
from models.followups.rules import GOOD, FollowUpKind
from models.followups.tables import FollowUp
from models.people.tables import Staff
from models.tasks.rules import Outcome
from models.tasks.tables import Task
from models.values import frozen

IN_PERSON = (Channel.PHONE, Channel.VISIT)


@frozen
class KindRates:
    """What a month counts of a kind, and its rates beside those of the month before."""

    kind: Kind
    counts: Counts
    shares: tuple[Share, ...]

    @property
    def is_quiet(self) -> bool:
        """Tell whether there is nothing to say: nothing came, and no rate was or is there."""
        no_rates = all(each.permille is None and each.before is None for each in self.shares)
        return self.counts.is_quiet and no_rates


def rates_of(
    session: Session, estate_id: int, month: Month, *, readers: Collection[Staff], now: datetime
) -> tuple[KindRates, ...]:
    """Return the rates of a month as these readers may know them, kind by kind. CMP-23, S-51.

    What is about one of the readers is left out, here and in every list, so that no difference
    between the two tells of it.
    """
    wanted = policy_of(session, estate_id, BooksPolicy).formulas
    found = counted(session, estate_id, month, readers=readers, now=now)
    before = counted(session, estate_id, month.before, readers=readers, now=now)
    return tuple(
        KindRates(
            kind,
            found[kind],
            shares(found[kind], before[kind], wanted, of_complaints=kind is Kind.COMPLAINT),
        )
        for kind in KINDS
    )


def counted(
    session: Session, estate_id: int, month: Month, *, readers: Collection[Staff], now: datetime
) -> Mapping[Kind, Counts]:
    """Return what the month counts, up to now, of every kind of case there is."""
    since, until = month.span(calendar_of(session, session.get_one(Estate, estate_id)))
    until = max(since, min(until, now))
    hidden = about_any(session, readers)
    homes = select(func.count()).select_from(Home).where(Home.estate_id == estate_id)
    units = session.exec(homes).one()
    return {
        kind: Counts(
            units=units,
            **_opened(session, estate_id, kind, since, until, hidden),
            **_promised(session, estate_id, kind, since, until, hidden),
            **_followed(session, estate_id, kind, since, until, hidden),
        )
        for kind in KINDS
    }


def about_any(session: Session, readers: Collection[Staff]) -> frozenset[int]:
    """Return the ids of the cases that are about one of the readers."""
    ids = [staff.id for staff in readers]
    return frozenset(
        session.exec(select(CaseAbout.case_id).where(col(CaseAbout.staff_id).in_(ids)))
    )


def promised(
    session: Session, estate_id: int, kind: Kind, since: datetime, until: datetime
) -> list[Promise]:
    """Return the promises with a limit in the span: kept, in time or late, and still open."""
    still = KINDS[kind].promises(session, estate_id)
    return [
        *kept_promises(session, kind, estate_id, since, until),
        *(each for each in still if since <= each.limit < until),
    ]


def rounds_handled(
    session: Session, estate_id: int, kind: Kind, since: datetime, until: datetime
) -> Mapping[tuple[int, int], Sequence[FollowUp]]:
    """Return the questions about what was handled in the span, by case and round."""
    wanted = (
        select(FollowUp)
        .join(Case, col(Case.id) == col(FollowUp.case_id))
        .where(
            Case.estate_id == estate_id, Case.kind == kind,
            FollowUp.done_at >= since, FollowUp.done_at < until,
        )
        .order_by(col(FollowUp.id))
    )  # fmt: skip
    found = defaultdict(list)
    for row in session.exec(wanted):
        found[row.case_id, row.round].append(row)
    return found


def asked_in_person(session: Session, rows: Collection[FollowUp]) -> Mapping[int, bool]:
    """Return which of these questions a person asked, and whether the answer was not to ask."""
    ids = [row.id for row in rows]
    tried = select(Task).where(col(Task.followup_id).in_(ids), col(Task.last).is_not(None))
    found = {row.id: False for row in rows if row.channel in IN_PERSON}
    for task in session.exec(tried):
        if task.followup_id is not None:
            found[task.followup_id] = task.last is Outcome.REFUSED
    return found


def _opened(
    session: Session, estate_id: int, kind: Kind,
    since: datetime, until: datetime, hidden: frozenset[int],
) -> dict[str, int]:  # fmt: skip
    wanted = select(Case.id, Case.status, Case.owner_id).where(
        Case.estate_id == estate_id, Case.kind == kind,
        Case.opened_at >= since, Case.opened_at < until,
    )  # fmt: skip
    cases = [row for row in session.exec(wanted) if row[0] not in hidden]
    closed = KINDS[kind].closed
    valid = select(Complaint.id).where(
        Complaint.estate_id == estate_id, col(Complaint.valid).is_(True)
    )
    upheld = frozenset(session.exec(valid)) if kind is Kind.COMPLAINT else frozenset()
    return {
        "opened": len(cases),
        "tracked": sum(owner is not None or status in closed for _, status, owner in cases),
        "valid": sum(case_id in upheld for case_id, _, _ in cases),
    }


def _promised(
    session: Session, estate_id: int, kind: Kind,
    since: datetime, until: datetime, hidden: frozenset[int],
) -> dict[str, int]:  # fmt: skip
    found = promised(session, estate_id, kind, since, until)
    fallen = [each for each in found if each.case_id not in hidden]
    return {"due": len(fallen), "timely": sum(each.in_time for each in fallen)}


def _followed(
    session: Session, estate_id: int, kind: Kind,
    since: datetime, until: datetime, hidden: frozenset[int],
) -> dict[str, int]:  # fmt: skip
    rounds = [
        rows
        for (case_id, _), rows in rounds_handled(session, estate_id, kind, since, until).items()
        if case_id not in hidden
    ]
    every = [row for rows in rounds for row in rows]
    in_person = asked_in_person(session, every)

    def reached(row: FollowUp) -> bool:
        # The reply about a common part is its follow-up (S-03); who does not wish to say was asked.
        replied = row.kind is FollowUpKind.PUBLIC and row.asked_at is not None
        return row.answer is not None or replied or in_person.get(row.id, False)

    answered = [row for row in every if row.answer is not None]
    wanting = [rows for rows in rounds if any(r.answer and r.answer not in GOOD for r in rows)]
    return {
        "handled": len(rounds),
        "called_back": sum(any(map(reached, rows)) for rows in rounds),
        "right": len(rounds) - len(wanting),
        "asked": sum(bool(r.asked_at or r.answer or r.id in in_person) for r in every),
        "answered": len(answered),
        "satisfied": sum(row.answer in GOOD for row in answered),
        "phoned": len(in_person),
    }
