"""What the sheet of a repair says, and by when it is to be back."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlmodel import Session, col, select

from models.cases.moments import OfCase
from models.cases.operations import files_of
from models.cases.tables import Case, FileRole
from models.due import Moment, due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.prepared import Rows, prepared
from models.repairs.classes import ORDERS, QuoteState
from models.repairs.messages import Sheet
from models.repairs.policy import SheetPolicy
from models.repairs.reckoning import sheet_back_by
from models.repairs.tables import FittedPart, Quote, Repair
from models.values import frozen

REMINDED_BEFORE = timedelta(minutes=30)  # so that the sheet can still come in time


class PriceFirst(DomainError):
    """The order is paid, and its price is not accepted yet."""

    text_key = "orders.price_first"


@frozen
class SheetsAreOut(Moment):
    """Sheets that somebody has not brought back: `step` 0 reminds them, 1 tells an officer."""

    subject: int  # of staff
    day: str
    step: int
    rings: ClassVar[str] = "repairs"

    def identity(self) -> str:
        return f"{self.day}.{self.step}"


@frozen
class ResultIsMissing(OfCase):
    """The sheet is back, and what was done is not in the books. Source: REP-14, S-08."""

    subject: int
    rings: ClassVar[str] = "repairs"


def sheet_of(session: Session, repair: Repair) -> Sheet:
    """Return what the sheet says now; times that the estate does not keep stay out. S-11, S-06."""
    policy = policy_of(session, session.get_one(Case, repair.id).estate_id, SheetPolicy)
    times = {
        "collected": repair.claimed_at, "arrived": repair.arrived_at,
        "left": repair.left_at, "returned": repair.returned_at,
    }  # fmt: skip
    kept = {f"{name}_at": at if name in policy.times else None for name, at in times.items()}
    parts = _parts_of(session, repair.id)
    quote = newest_quote(session, repair.id)
    return Sheet(
        price=quote.amount if quote else None, service=quote.service if quote else "",
        price_state=quote.state if quote else "", title=policy.title, signed_at=repair.signed_at,
        kind=repair.order_kind, kind_title=dict(policy.titles).get(repair.order_kind, ""),
        photos=len(files_of(session, repair.id, FileRole.SHEET)),
        parts=tuple(" · ".join(filter(None, (p.item, p.specification, p.model))) for p in parts),
        **kept,
    )  # fmt: skip


def newest_quote(session: Session, case_id: int) -> Quote | None:
    """Return the newest price that was told for the case."""
    return _newest_quote(session, case_id).first()


@prepared
def _parts_of(case_id: Any) -> Rows[FittedPart]:
    return select(FittedPart).where(FittedPart.case_id == case_id).order_by(col(FittedPart.id))


@prepared
def _newest_quote(case_id: Any) -> Rows[Quote]:
    wanted = select(Quote).where(Quote.case_id == case_id).order_by(col(Quote.id).desc())
    return wanted.limit(1)


def require_price(session: Session, repair: Repair) -> None:
    """Let paid work go on only at an accepted price; an emergency waits for none.

    Source: PAY-01, S-17. Raises PriceFirst.
    """
    if repair.danger is not None or not ORDERS[repair.order_kind].price_first:
        return
    price = newest_quote(session, repair.id)
    if price is None or price.state is not QuoteState.ACCEPTED:
        raise PriceFirst


def receipt_of(
    session: Session, case: Case, *, now: datetime
) -> tuple[int | None, datetime | None]:
    """Return what is to be paid for work that is done, and by when the receipt is there. REP-11."""
    quote = newest_quote(session, case.id)
    if quote is None or quote.state is not QuoteState.ACCEPTED:
        return None, None
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    return quote.amount, sheet_back_by(now, calendar)


def sheet_begins(session: Session, repair: Repair, *, now: datetime) -> None:
    """Let the times of the sheet begin: it is collected, and nothing on it is signed. S-11."""
    repair.claimed_at = now
    repair.eta_at = repair.arrived_at = repair.left_at = None
    repair.signed_at = repair.returned_at = None
    session.add(repair)


def sheet_is_out(session: Session, case: Case, *, now: datetime) -> None:
    """Enter in the book when its sheet is to be back: one reminder a person and shift. REP-13."""
    if case.owner_id is None:
        return
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    until = sheet_back_by(now, calendar)
    first = until - REMINDED_BEFORE
    day = calendar.day_of(until).isoformat()
    for step, at in enumerate((first if now < first else until, until)):
        moment = SheetsAreOut(case.owner_id, day, step)
        due(session, moment, estate_id=case.estate_id, at=at)
