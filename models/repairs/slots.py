"""Visit slots with room in them: who is at work, less the visits that were agreed already."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from models.calendar import MIDNIGHT, Calendar, Hours
from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.people.planned import Plan, planned
from models.people.tables import Staff, StaffRole, Trade
from models.prepared import prepared
from models.repairs.policy import RepairPolicy
from models.repairs.rules import TAKEN, VISITS_OFFERED_FOR, Status, slots_offered
from models.repairs.tables import Repair
from models.repairs.visit_policy import VisitPolicy
from models.values import frozen

VISIT_TO_COME = TAKEN | {Status.REPORTED}  # an agreed visit takes its place in the book
Visit = tuple[datetime, datetime, Trade]  # from, until
Offer = Mapping[date, tuple[Hours, ...]]


def hold_book(session: Session, estate_id: int) -> None:
    """Hold the estate's visits against other workers until this transaction ends.

    Whoever agrees a visit holds them first, so of two who want the last place one sees the other.
    """
    # The same lock as a new № takes: rows that only refer to the estate need not wait for it.
    wanted = select(Estate.id).where(Estate.id == estate_id)
    session.exec(wanted.with_for_update(key_share=True)).one()


def hold_book_for(session: Session, case_id: int) -> None:
    """Hold the visits of the case's estate; before the case itself, as everybody does.

    Two who took them in different orders could wait for each other.
    """
    case = session.get(Case, case_id)
    if case is not None:
        hold_book(session, case.estate_id)


def slots_with_room(
    session: Session,
    estate_id: int,
    trade: Trade | None,
    *,
    now: datetime,
    besides: int = 0,
    on: date | None = None,
) -> Offer:
    """Return the slots to come in which somebody can still be sent. REP-02, REP-06, GEN-07.

    A technician of the trade; where the roster names none, an officer who brings whoever is
    fetched. `besides` is the case whose own visit does not count, `on` the only day that is looked
    at. Without a trade nothing limits.
    """
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    policy = policy_of(session, estate_id, RepairPolicy)
    offered = slots_offered(now, policy, calendar)
    if on is not None:
        offered = {on: offered.get(on, ())}
    if trade is None:
        return offered
    plan = planned(session, estate_id, StaffRole.TECHNICIAN, calendar=calendar)
    agreed = _agreed(session, estate_id, besides, now)
    named = plan.staff()
    skilled = {each for each in Trade if any(does(staff, each) for staff in named)}
    if trade not in skilled:
        plan = planned(session, estate_id, StaffRole.OFFICER, calendar=calendar)
        agreed = [visit for visit in agreed if visit[-1] not in skilled]
    each = policy_of(session, estate_id, VisitPolicy).per_slot
    book = _Book(plan, agreed, calendar, each)
    free = {
        day: tuple(span for span in spans if book.has_room(day, span, trade))
        for day, spans in offered.items()
    }
    return {day: spans for day, spans in free.items() if spans}


def does(staff: Staff, trade: Trade) -> bool:
    """Tell whether a technician does this trade; one without any does them all."""
    return not staff.trades or trade in staff.trades


def room_for_one_more(
    trade: Trade, agreed: Sequence[Trade], at_work: Sequence[Staff], visits_each: int
) -> bool:
    """Tell whether those at work can make one visit more, none of them more than `visits_each`.

    Who does several trades is counted once: the visits are dealt out among all of them.
    """
    made: list[list[Trade]] = [[] for _ in at_work]  # what each of them makes so far

    def takes(visit: Trade, asked: set[int]) -> bool:
        for number, staff in enumerate(at_work):
            if number in asked or not does(staff, visit):
                continue
            asked.add(number)
            mine = made[number]
            if len(mine) < visits_each:
                mine.append(visit)
                return True
            other = next((each for each in set(mine) if takes(each, asked)), None)
            if other is not None:
                mine[mine.index(other)] = visit
                return True
        return False

    return [takes(visit, set()) for visit in (*agreed, trade)][-1]


@frozen
class _Book:
    plan: Plan
    agreed: Sequence[Visit]
    calendar: Calendar
    visits_each: int

    def has_room(self, day: date, span: Hours, trade: Trade) -> bool:
        at_work = self.plan.at_work(day, span)
        return room_for_one_more(trade, self._meanwhile(day, span), at_work, self.visits_each)

    def _meanwhile(self, day: date, span: Hours) -> list[Trade]:
        if day not in self._days:
            return []
        last = day + timedelta(days=1) if span.closes == MIDNIGHT else day
        begins = self.calendar.local(day, span.opens)
        ends = self.calendar.local(last, span.closes)
        return [its for since, until, its in self.agreed if since < ends and until > begins]

    @cached_property
    def _days(self) -> set[date]:
        """The days on which any visit begins or ends; none takes longer."""
        moments = {at for visit in self.agreed for at in visit[:2]}  # many share a slot
        return {self.calendar.day_of(at) for at in moments}


def _agreed(session: Session, estate_id: int, besides: int, now: datetime) -> Sequence[Visit]:
    until = now + timedelta(days=VISITS_OFFERED_FOR + 1)
    found = _visits(session, estate_id, now, until)
    return [(begins, ends, trade) for case, begins, ends, trade in found if case != besides]


@prepared
def _visits(estate_id: Any, after: Any, before: Any) -> Any:
    return (
        select(Repair.id, Repair.visit_from, Repair.visit_until, Repair.trade)
        .join(Case, col(Case.id) == col(Repair.id))
        .where(
            Case.estate_id == estate_id,
            col(Case.status).in_(VISIT_TO_COME),
            col(Repair.visit_until) > after,
            col(Repair.visit_from) < before,
        )
        .order_by(col(Repair.id))
    )
