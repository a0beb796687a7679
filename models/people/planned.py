"""Who will be at work on a day to come: the roster, read ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from models.calendar import MIDNIGHT, Calendar, Hours
from models.people.absences import Absence
from models.people.roster import WEEKDAYS, is_here
from models.people.tables import Duty, Shift, Staff, StaffRole
from models.prepared import prepared

Span = tuple[str, str]  # `HH:MM` as the roster writes it; the day ends at 24:00


@dataclass(frozen=True)
class Plan:
    """The shifts of some roles. Being on call is no shift: nobody is booked for it."""

    rows: tuple[tuple[Shift, Staff], ...]
    calendar: Calendar
    absent: frozenset[tuple[int, date]] = frozenset()

    def staff(self) -> list[Staff]:
        """Return everybody whom the roster names at all."""
        return list({staff.id: staff for _, staff in self.rows}.values())

    def at_work(self, day: date, hours: Hours) -> list[Staff]:
        """Return who is there from the first minute of these hours to the last."""
        if day not in self._days:
            self._days[day] = _spans(self._rows_of(day))
        return [staff for staff, spans in self._days[day] if _cover(spans, hours)]

    @cached_property
    def _days(self) -> dict[date, list[tuple[Staff, list[Span]]]]:
        return {}  # every slot of a day is asked for

    def _rows_of(self, day: date) -> Iterator[tuple[Shift, Staff]]:
        """Yield the rows of the day: one for the date replaces that person's for the weekday.

        On a holiday only rows for the date count: who is there then is said for that day.
        """
        on, weekday = day.isoformat(), WEEKDAYS[day.weekday()]
        dated = {staff.id for shift, staff in self.rows if shift.on == on}
        usual = not self.calendar.is_holiday(day)
        for shift, staff in self.rows:
            weekly = usual and shift.on == weekday and staff.id not in dated
            there = is_here(staff, day) and (staff.id, day) not in self.absent
            if (shift.on == on or weekly) and there:
                yield shift, staff


def planned(session: Session, estate_id: int, *roles: StaffRole, calendar: Calendar) -> Plan:
    """Return the plan of these roles."""
    rows = _shifts(session, estate_id, roles)
    absent = frozenset(map(tuple, _absences(session, estate_id)))
    return Plan(tuple((shift, staff) for shift, staff in rows), calendar, absent)


@prepared
def _shifts(estate_id: Any, roles: Any) -> Any:
    return (
        select(Shift, Staff)
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


def _spans(rows: Iterable[tuple[Shift, Staff]]) -> list[tuple[Staff, list[Span]]]:
    found: dict[int, tuple[Staff, list[Span]]] = {}
    for shift, staff in rows:
        found.setdefault(staff.id, (staff, []))[1].append((shift.begins, shift.ends))
    return list(found.values())


def _cover(spans: list[Span], hours: Hours) -> bool:
    reached = _written(hours.opens)
    for begins, ends in sorted(spans):
        if begins <= reached < ends:
            reached = ends
    return reached >= (_written(hours.closes) if hours.closes != MIDNIGHT else "23:59")


def _written(at: time) -> str:
    return at.isoformat("minutes")
