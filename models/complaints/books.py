"""What the books read of a complaint: what was promised and kept, and what its record lacks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.promises import Promise, keeping
from models.cases.tables import Case, Kind
from models.complaints.rules import UNSOLVED, gaps_in
from models.complaints.tables import Complaint


def kept_by_answer(complaint: Complaint) -> dict[str, Any]:
    """Return, for the event of the definite answer, the promise that it keeps."""
    return keeping(*_answer(complaint))


def kept_by_result(complaint: Complaint) -> dict[str, Any]:
    """Return, for the event of the result, the promises that it keeps."""
    return keeping(*_answer(complaint), complaint.solve_by)


def promises(session: Session, estate_id: int) -> Sequence[Promise]:
    """Return what was promised and has not happened yet. CMP-24, S-51."""
    unsolved = (
        select(Complaint)
        .join(Case, col(Case.id) == col(Complaint.id))
        .where(
            Case.estate_id == estate_id,
            Case.kind == Kind.COMPLAINT,
            col(Case.status).in_(UNSOLVED),
        )
    )
    return [
        Promise(complaint.id, limit)
        for complaint in session.exec(unsolved)
        for limit in (*_answer(complaint), complaint.solve_by)
    ]


def gaps(session: Session, case: Case) -> tuple[str, ...]:
    """Return what the record should hold by now and does not. CMP-14, CMP-23."""
    complaint = session.get_one(Complaint, case.id)
    return gaps_in(
        case.status, has_owner=case.owner_id is not None, cause=complaint.cause,
        result=complaint.result, explanation=complaint.explanation, valid=complaint.valid,
    )  # fmt: skip


def _answer(complaint: Complaint) -> tuple[datetime, ...]:
    """Return the promise of an answer while it is open; of B and C the result is the answer."""
    is_open = complaint.answered_at is None and complaint.answer_by < complaint.solve_by
    return (complaint.answer_by,) if is_open else ()
