"""Faults that come back: the same trade in the same home, or the same common part, in a window."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.emergencies.rules import OF_PEOPLE
from models.estate.settings import policy_of
from models.prepared import Rows, prepared
from models.repairs.in_danger import of_things
from models.repairs.policy import RepairPolicy
from models.repairs.tables import Repair


def mended_before(session: Session, case: Case, repair: Repair) -> tuple[int, ...]:
    """Return the numbers of what was mended there in the window before this report, oldest first.

    What is still open is the same fault, not one that came back; nor is a person in danger a fault.
    Source: GEN-10.
    """
    policy = policy_of(session, case.estate_id, RepairPolicy)
    since = case.opened_at - timedelta(days=policy.repeat_days)
    if repair.danger in OF_PEOPLE:
        return ()
    found = _mended(session, case.estate_id, repair.trade, repair.place, since, case.opened_at)
    there = (each for each in found if each.home_id == case.home_id and each.id < case.id)
    return tuple(each.number for each in there)


@prepared
def _mended(estate_id: Any, trade: Any, place: Any, since: Any, until: Any) -> Rows[Case]:
    return (
        select(Case)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(
            Case.estate_id == estate_id, Repair.trade == trade, Repair.place == place,
            col(Repair.done_at).between(since, until), of_things(),
        )
        .order_by(col(Case.number))
    )  # fmt: skip
