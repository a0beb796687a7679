"""What is open, as somebody of the office wishes to see it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.cases.lines import Late
from models.cases.tables import Case
from models.handovers.lines import OpenLine, buildings_of, lines_of, open_ids
from models.people.tables import Staff

AT_MOST = 20  # in one message


class Scope(StrEnum):
    """Which open cases are asked for."""

    ALL = "all"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    LATE = "late"
    BUILDINGS = "buildings"


def open_lines(
    session: Session,
    staff: Staff,
    scope: Scope,
    *,
    building: str = "",
    private: bool,
    now: datetime,
) -> tuple[list[OpenLine], int]:
    """Return what is not struck off (GEN-08) within that scope, and how many more there are."""
    found = open_ids(session, staff.estate_id, reader=staff, private=private)
    owners = dict(session.exec(select(Case.id, Case.owner_id).where(col(Case.id).in_(found))).all())
    where = buildings_of(session, found)
    wanted = {
        Scope.MINE: lambda case_id: owners[case_id] == staff.id,
        Scope.UNASSIGNED: lambda case_id: owners[case_id] is None,
        Scope.BUILDINGS: lambda case_id: where[case_id] in staff.buildings,
    }.get(scope, lambda case_id: not building or where[case_id] == building)
    lines = lines_of(session, filter(wanted, found), now=now)
    if scope is Scope.LATE:
        lines = [line for line in lines if line.late is not Late.NO]
    return lines[:AT_MOST], max(0, len(lines) - AT_MOST)
