"""Who will be at work on a day to come: the roster, read ahead."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from models.calendar import MIDNIGHT, Calendar, Hours
from models.people.absences import Absence
from models.people.roster import WEEKDAYS, is_here
from models.people.tables import Duty, Shift, Staff, StaffRole
from models.prepared import prepared
from models.values import frozen

Span = tuple[str, str]  # `HH:MM` as the roster writes it; the day ends at 24:00
Row = tuple[str, str, str, Staff]  # weekday or date, from, until


@frozen
class Plan:
    """The shifts of some roles. Being on call is no shift: nobody is booked for it."""

    rows: tuple[Row, ...]
    calendar: Calendar
    absent: frozenset[tuple[int, date]] = frozenset()

    def staff(self) -> list[Staff]:
        """Return everybody whom the roster names at all."""
        return list({staff.id: staff for *_, staff in self.rows}.values())

    def at_work(self, day: date, hours: Hours) -> list[Staff]:
        """Return who is there from the first minute of these hours to the last."""
        if day not in self._days:
            self._days[day] = _spans(self._rows_of(day))
        begins = hours.opens.isoformat("minutes")
        ends = "23:59" if hours.closes == MIDNIGHT else hours.closes.isoformat("minutes")
        return [staff for staff, spans in self._days[day] if _cover(spans, begins, ends)]

    @cached_property
    def _days(self) -> dict[date, list[tuple[Staff, list[Span]]]]:
        return {}  # every slot of a day is asked for

    def _rows_of(self, day: date) -> Iterator[tuple[Staff, Span]]:
        """Yield the rows of the day: one for the date replaces that person's for the weekday.

        On a holiday only rows for the date count: who is there then is said for that day.
        """
        on, weekday = day.isoformat(), WEEKDAYS[day.weekday()]
        dated = {staff.id for said, *_, staff in self.rows if said == on}
        usual = not self.calendar.is_holiday(day)
        for said, begins, ends, staff in self.rows:
            weekly = said == weekday and usual and staff.id not in dated
            if not (weekly or said == on):
                continue
            if is_here(staff, day) and (staff.id, day) not in self.absent:
                yield staff, (begins, ends)


def planned(session: Session, estate_id: int, *roles: StaffRole, calendar: Calendar) -> Plan:
    """Return the plan of these roles."""
    rows = _shifts(session, estate_id, roles)
    absent = frozenset(map(tuple, _absences(session, estate_id)))
    return Plan(tuple(map(tuple, rows)), calendar, absent)


@prepared
def _shifts(estate_id: Any, roles: Any) -> Any:
    return (
        select(col(Shift.on), col(Shift.begins), col(Shift.ends), Staff)
        .join(Staff, col(Shift.staff_id) == col(Staff.id))
        .where(
            Staff.estate_id == estate_id,
            col(Staff.role).in_(roles),
            Shift.duty == Duty.SHIFT,
        )
        .order_by(col(Staff.id), col(Shift.begins))
    )


@prepared
def _absences(estate_id: Any) -> Any:
    return select(col(Absence.staff_id), col(Absence.on)).where(Absence.estate_id == estate_id)


def _spans(rows: Iterable[tuple[Staff, Span]]) -> list[tuple[Staff, list[Span]]]:
    found: dict[int, tuple[Staff, list[Span]]] = {}
    for staff, span in rows:
        found.setdefault(staff.id, (staff, []))[1].append(span)
    return [(staff, sorted(spans)) for staff, spans in found.values()]


def _cover(spans: list[Span], reached: str, until: str) -> bool:
    for begins, ends in spans:
        if begins <= reached < ends:
            reached = ends
    return reached >= until
