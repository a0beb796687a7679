"""Convert a case: it keeps № and story, and everything else is as its new kind has it."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import Turning
from models.cases.operations import locked, move
from models.cases.registry import KINDS
from models.cases.tables import Case, Kind
from models.conversions.cards import withdraw_cards
from models.conversions.messages import Converted, HandledElsewhere
from models.errors import NotAllowed
from models.events import Actor
from models.intents.operations import post, private
from models.people.tables import Person, Staff
from models.permissions import parts_in

CONVERT = "convert"  # the action in the flow of every kind


def kinds_for(
    session: Session, case_id: int, *, by: Person, now: datetime
) -> tuple[Case, tuple[Kind, ...]]:
    """Return the case, and what this person may convert it into. Raises NotAllowed.

    Not at all where the office has set that kinds stay (`intake.reclassify`). Source: S-52.
    """
    case = locked(session, case_id)
    turning = _turning(case.kind)
    turning.flow.after(case.status, CONVERT, by=parts_in(session, case, by, now=now))
    if not turning.may_leave(session, case):
        raise NotAllowed
    return case, tuple(
        kind for kind, known in KINDS.items() if kind is not case.kind and known.turning
    )


def sorts_of(kind: Kind) -> tuple[str, ...]:
    """Return what is asked of a case that becomes one of this kind: one of these words."""
    return _turning(kind).sorts


def convert(
    session: Session, case_id: int, kind: Kind, sort: str, *, by: Person, now: datetime
) -> Case:
    """Make it a case of that kind; its reporters hear what changes and by when. Source: S-52.

    Words, files and reporters go along, the № stays. Where it was, nothing is said of it any more:
    what becomes a complaint leaves the group. Raises NotAllowed.
    """
    case, kinds = kinds_for(session, case_id, by=by, now=now)
    if kind not in kinds or sort not in (sorts_of(kind) or ("",)):
        raise NotAllowed
    before, turning = _turning(case.kind), _turning(kind)
    carried = before.leave(session, case, now=now)
    withdraw_cards(session, case, before.cards, now=now)
    _tell_former(session, case, by=by, now=now)
    was, case.kind, case.owner_id = case.kind, kind, None
    move(
        session, case, turning.flow.initial, CONVERT, actor=Actor.STAFF, person=by, now=now,
        was=was, kind=kind,
    )  # fmt: skip
    until = turning.enter(session, case, carried, sort, now=now)
    told = Converted(case.id, case.number, kind, until, case.home_id is not None)
    KINDS[kind].tell(session, case, told, now=now)
    return case


def _turning(kind: Kind) -> Turning:
    turning = KINDS[kind].turning
    if turning is None:
        raise NotAllowed
    return turning


def _tell_former(session: Session, case: Case, *, by: Person, now: datetime) -> None:
    """Tell who had it that it is no longer theirs."""
    staff = session.get(Staff, case.owner_id or 0)
    address = None if staff is None else private(session.get_one(Person, staff.person_id))
    if staff is not None and address is not None and staff.person_id != by.id:
        post(session, HandledElsewhere(case.id, case.number), to=address, now=now)
