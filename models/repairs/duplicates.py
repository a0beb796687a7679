"""Is it already reported? What is open at the same place, asked before an order is made."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.cases.reporters import households
from models.cases.tables import Case, CaseReporter, Kind
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.people.tables import Person, Trade
from models.prepared import Rows, prepared
from models.repairs.policy import IncidentPolicy
from models.repairs.reckoning import neighbouring
from models.repairs.rules import STRUCK_OFF, Status
from models.repairs.tables import Repair
from models.values import frozen

SHOWN_AT_MOST = 3
OFFERED_AT_MOST = 6


@frozen
class Spot:
    """A home, or without one the word of a common part."""

    home_id: int | None
    common: str = ""

    @classmethod
    def parse(cls, place: str) -> "Spot":
        """Return the spot of `home:<id>` or `common:<part>`."""
        kind, _, value = place.partition(":")
        return cls(int(value)) if kind == "home" else cls(None, value)


def already_reported(
    session: Session, trade: Trade, spot: Spot, *, by: Person, now: datetime
) -> list[Case]:
    """Return the open cases that a report of this would repeat, newest first. REP-04, S-07.

    Those of the same home or common part; and what so many neighbours of the building report at
    this hour that it is one incident. Source: GEN-08: all that is not struck off is open.
    """
    policy = policy_of(session, by.estate_id, IncidentPolicy)
    if policy.action == "new":
        return []
    since = now - timedelta(days=policy.window_days)
    found = _at(session, by.estate_id, trade, spot, since)
    cases = [case for case in found if case.status not in STRUCK_OFF]
    incident = _incident(session, trade, spot, policy, by=by, now=now)
    if incident is not None and incident not in cases:
        cases.insert(0, incident)
    return cases[:SHOWN_AT_MOST]


def earlier(session: Session, trade: Trade, spot: Spot, *, by: Person, now: datetime) -> int | None:
    """Return the last case of that place, mended or not, that a new one is to be linked with."""
    since = now - timedelta(days=policy_of(session, by.estate_id, IncidentPolicy).window_days)
    found = _at(session, by.estate_id, trade, spot, since)
    return next((case.id for case in found if case.status != Status.JOINED), None)


def leads_for(session: Session, case: Case) -> list[Case]:
    """Return the open cases of the same building or common part and trade, the likeliest first."""
    likely = {each.id for each in similar(session, case)}
    found = [each for each in _beside(session, case) if each.status not in STRUCK_OFF]
    return sorted(found, key=lambda each: (each.id not in likely, each.id))[:OFFERED_AT_MOST]


def similar(session: Session, case: Case) -> list[Case]:
    """Return the open cases of neighbours that may be the same: one riser, a few hours."""
    policy = policy_of(session, case.estate_id, IncidentPolicy)
    within = timedelta(hours=policy.riser_hours)
    if case.status in STRUCK_OFF or case.home_id is None:
        return []
    return [
        each
        for each in reversed(_beside(session, case))
        if each.status not in STRUCK_OFF
        and abs(each.opened_at - case.opened_at) <= within
        and neighbouring(_unit(session, case), _unit(session, each))
    ][:OFFERED_AT_MOST]


def _unit(session: Session, case: Case) -> str:
    return "" if case.home_id is None else session.get_one(Home, case.home_id).unit


def _beside(session: Session, case: Case) -> list[Case]:
    """Return the other repairs of that trade in the building, or of that common part."""
    repair = session.get_one(Repair, case.id)
    spot = Spot(case.home_id, repair.place)
    policy = policy_of(session, case.estate_id, IncidentPolicy)
    since = case.opened_at - timedelta(days=policy.window_days)
    if case.home_id is None:
        found = _at(session, case.estate_id, repair.trade, spot, since)
    else:
        found = _near(session, case.estate_id, repair.trade, case.home_id, since)
    return [each for each in found if each.id != case.id]


def _incident(
    session: Session, trade: Trade, spot: Spot, policy: IncidentPolicy, *, by: Person, now: datetime
) -> Case | None:
    if spot.home_id is None:
        return None
    since = now - timedelta(days=policy.window_days)
    found = _near(session, by.estate_id, trade, spot.home_id, since)
    found = [case for case in reversed(found) if case.status not in STRUCK_OFF]
    known = next((case for case in found if households(session, case) >= policy.reports), None)
    fresh = [c for c in found if c.opened_at >= now - timedelta(minutes=policy.minutes)]
    return known or (fresh[0] if len(fresh) >= policy.reports else None)


def _at(
    session: Session, estate_id: int, trade: Trade, spot: Spot, since: datetime
) -> Sequence[Case]:
    """Return the repairs of that trade at the spot itself, newest first."""
    if spot.home_id is None:
        return _in_common(session, estate_id, trade, since, spot.common).all()
    return _of_home(session, estate_id, trade, since, spot.home_id).all()


def _near(
    session: Session, estate_id: int, trade: Trade, home_id: int, since: datetime
) -> Sequence[Case]:
    """Return those of the home's building."""
    building = session.get_one(Home, home_id).building
    return _in_building(session, estate_id, trade, since, building).all()


@prepared
def _in_common(estate_id: Any, trade: Any, since: Any, common: Any) -> Rows[Case]:
    there = col(Case.home_id).is_(None) & (Repair.place == common)
    return _repairs(estate_id, trade, since).where(there)


@prepared
def _of_home(estate_id: Any, trade: Any, since: Any, home_id: Any) -> Rows[Case]:
    joined = select(CaseReporter.case_id).where(CaseReporter.home_id == home_id)
    here = or_(col(Case.home_id) == home_id, col(Case.id).in_(joined))
    return _repairs(estate_id, trade, since).where(here)


@prepared
def _in_building(estate_id: Any, trade: Any, since: Any, building: Any) -> Rows[Case]:
    near = select(Home.id).where(Home.estate_id == estate_id, Home.building == building)
    return _repairs(estate_id, trade, since).where(col(Case.home_id).in_(near))


def _repairs(estate_id: Any, trade: Any, since: Any) -> Rows[Case]:
    wanted = select(Case).join(Repair, col(Repair.id) == col(Case.id))
    wanted = wanted.where(Case.estate_id == estate_id, Case.kind == Kind.REPAIR)
    wanted = wanted.where(Repair.trade == trade, Case.opened_at >= since)
    return wanted.order_by(col(Case.id).desc())
