"""Faults that come back: the same trade in the same home, or the same common part, in a window."""

from datetime import timedelta

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.estate.settings import policy_of
from models.repairs.policy import RepairPolicy
from models.repairs.tables import Repair


def mended_before(session: Session, case: Case, repair: Repair) -> tuple[int, ...]:
    """Return the numbers of what was mended there in the window before this report, oldest first.

    What is still open is the same fault, not one that came back. Source: GEN-10.
    """
    policy = policy_of(session, case.estate_id, RepairPolicy)
    since = case.opened_at - timedelta(days=policy.repeat_days)
    wanted = (
        select(Case.number)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(
            Case.estate_id == case.estate_id,
            Case.home_id == case.home_id,
            Repair.place == repair.place,
            Repair.trade == repair.trade,
            Case.id < case.id,
            col(Repair.done_at).between(since, case.opened_at),
        )
        .order_by(col(Case.number))
    )
    return tuple(session.exec(wanted))
