"""What the books read of an enquiry or a suggestion: by when an answer was promised, and kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.promises import Promise, keeping
from models.cases.tables import Case, Kind
from models.enquiries.rules import UNANSWERED, Sort
from models.enquiries.tables import Enquiry


def kept_by_answer(enquiry: Enquiry) -> dict[str, Any]:
    """Return, for the event of the answer, the promise that it keeps; none answered before."""
    if enquiry.answer_by is None or enquiry.answered_at is not None:
        return {}
    return keeping(enquiry.answer_by)


def broken_by(enquiry: Enquiry, now: datetime) -> dict[str, Any]:
    """Return, for the event of another time, the promise that was late: it stays in the books.

    What is agreed anew in time breaks nothing. ENQ-01.
    """
    is_late = enquiry.answer_by is not None and enquiry.answer_by < now
    return kept_by_answer(enquiry) if is_late else {}


def promises(sort: Sort, session: Session, estate_id: int) -> Sequence[Promise]:
    """Return what waits for its answer; praise waits for none. CMP-24, S-28, S-51."""
    unanswered = (
        select(Enquiry.id, Enquiry.answer_by)
        .join(Case, col(Case.id) == col(Enquiry.id))
        .where(
            Case.estate_id == estate_id,
            Case.kind == Kind(sort),
            col(Case.status).in_(UNANSWERED),
            col(Enquiry.answer_by).is_not(None),
        )
    )
    return [
        Promise(case_id, limit) for case_id, limit in session.exec(unanswered) if limit is not None
    ]
