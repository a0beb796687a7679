"""Lists of cases, and the story of one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models.cases.lines import CaseLine
from models.cases.registry import kind_of
from models.cases.tables import Case, CaseReporter
from models.events import Actor, Event, events_of
from models.people.tables import Person

AT_MOST = 20  # in one message


def own_cases(
    session: Session, person_id: int, *, only_open: bool = False, now: datetime
) -> list[CaseLine]:
    """Return the person's cases, newest first, those they joined in among them."""
    joined = select(CaseReporter.case_id).where(CaseReporter.person_id == person_id)
    here = or_(col(Case.reporter_id) == person_id, col(Case.id).in_(joined))
    wanted = select(Case).where(here).order_by(col(Case.id).desc()).limit(AT_MOST)
    if only_open:
        wanted = wanted.where(col(Case.closed_at).is_(None))
    person = session.get_one(Person, person_id)
    return [kind_of(case).line(session, case, person, now=now) for case in session.exec(wanted)]


def in_hand(session: Session, staff_id: int, *, at_most: int) -> list[Case]:
    """Return the open cases that this member of staff has; where something happened last, first."""
    wanted = (
        select(Case)
        .join(Event, col(Event.case_id) == col(Case.id))
        .where(Case.owner_id == staff_id, col(Case.closed_at).is_(None))
        .group_by(col(Case.id))
        .order_by(func.max(Event.id).desc())
    )
    return list(session.exec(wanted.limit(at_most)))


def lines_of(session: Session, case_ids: Iterable[int], *, now: datetime) -> list[CaseLine]:
    """Return these cases as the office reads them."""
    cases = (session.get_one(Case, each) for each in case_ids)
    return [kind_of(case).line(session, case, None, now=now) for case in cases]


def reasons(
    session: Session, case: Case, *, named: bool, to_office: bool, whole: bool = False
) -> list[dict[str, Any]]:
    """Return the events of a case: when, who or what, which action, and where it led.

    Names only when `named`: a group reads none. Those of residents are for the office, and of who
    wished to stay unnamed for nobody. What was replaced and by what only with `whole`. SEC-01.
    """
    lines = []
    for event in events_of(session, case.id):
        told = event.actor is Actor.STAFF or (to_office and not case.unnamed)
        known = named and told and event.person_id is not None
        person = session.get(Person, event.person_id) if known else None
        old, new = kind_of(case).retold(session, case, event) if whole else ("", "")
        lines.append(
            {"at": event.at, "actor": event.actor.value, "action": event.action,
             "after": event.after, "name": person.name if person else "",
             "old": old, "new": new}
        )  # fmt: skip
    return lines
