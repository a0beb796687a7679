"""The estate's calendar: its zone, its hours, its workdays, and counting in all of them."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

import holidays

from models.values import frozen

MIDNIGHT = time()
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SPAN = re.compile(r"(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)")


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A span within one day, from `opens` until just before `closes`; closing at 00:00 is 24:00."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != MIDNIGHT and self.closes <= self.opens:
            raise ValueError(f"hours must end after they begin, on the same day: {self}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the hours written as `09:00-20:00`; raises ValueError when they are not."""
        found = SPAN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"hours are written like 09:00-20:00, not {text!r}")
        hour, minute, last_hour, last_minute = map(int, found.groups())
        if (last_hour, last_minute) == (24, 0):
            return cls(time(hour, minute), MIDNIGHT)
        if (last_hour, last_minute) == (0, 0):
            raise ValueError(f"the end of a day is written 24:00: {text!r}")
        return cls(time(hour, minute), time(last_hour, last_minute))

    def __str__(self) -> str:
        return (
            f"{self.opens:%H:%M}-{'24:00' if self.closes == MIDNIGHT else f'{self.closes:%H:%M}'}"
        )


def months_after(day: date, months: int) -> date:
    """Return the same date `months` later, or that month's last day where there is none."""
    year, before = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, before + 1, min(day.day, monthrange(year, before + 1)[1]))


@cache
def _official(country: str, year: int) -> holidays.HolidayBase:
    # The following year as well: its table may make a day of this December a workday.
    return _of_country(country)(years=(year, year + 1))


@cache
def _of_country(country: str) -> type[holidays.HolidayBase]:
    """Return the country's calendar, loaded alone: its package loads 250 countries to give one."""
    loader = getattr(holidays, country)
    path = Path(holidays.__file__).parents[1].joinpath(*loader.module_name.split("."))
    spec = spec_from_file_location(loader.module_name, path.with_suffix(".py"))
    if spec is None or spec.loader is None:
        raise NotImplementedError(country)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    calendar: type[holidays.HolidayBase] = getattr(module, loader.entity_name)
    return calendar


@frozen
class Calendar:
    """Days and hours of an estate; whatever leaves it is an aware moment in UTC.

    `marked` is the estate's own table, True for a workday, and wins over the public one.
    """

    zone: ZoneInfo
    shift: tuple[Hours, ...]
    marked: Mapping[date, bool] = field(default_factory=dict)
    country: str = "CN"

    def local(self, day: date, at: time) -> datetime:
        """Return the moment when the estate's clocks show `at` on `day`.

        Where clocks jump over it, the first minute after the jump; where they show it twice,
        the first time.
        """
        wall = datetime.combine(day, at, tzinfo=self.zone)
        moment = wall.astimezone(UTC)
        if moment.astimezone(self.zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
            return moment
        before = wall.utcoffset()
        # Read with the later offset, a time within the gap falls before the jump.
        jump = wall.replace(fold=1, second=0, microsecond=0).astimezone(UTC)
        while jump.astimezone(self.zone).utcoffset() == before:
            jump += MINUTE
        return jump

    def day_of(self, moment: datetime) -> date:
        """Return the estate's date at `moment`."""
        return moment.astimezone(self.zone).date()

    def is_workday(self, day: date) -> bool:
        """Return whether the office works on `day`, make-up days (调休) included."""
        if day in self.marked:
            return self.marked[day]
        return _official(self.country, day.year).is_working_day(day)

    def is_holiday(self, day: date) -> bool:
        """Return whether `day` is free for a reason of its own, not as every Saturday is."""
        if day in self.marked:
            return not self.marked[day]
        return day in _official(self.country, day.year)

    def knows(self, year: int) -> bool:
        """Return whether the special days of `year` are known, not only computed.

        China announces its make-up days each November: until the library or the estate's own
        table has them, the year is a guess.
        """
        public = _official(self.country, year)
        announced = {*self.marked, *public.weekend_workdays}
        swaps = getattr(public, "has_substituted_holidays", False)
        return not swaps or any(day.year == year for day in announced)

    def add(
        self,
        start: datetime,
        duration: timedelta,
        *,
        hours: tuple[Hours, ...] | None = None,
        workdays_only: bool = False,
    ) -> datetime:
        """Return the first moment by which `duration` has passed inside `hours`.

        Without `hours` it runs round the clock (S-29). It ends at a closing rather than at the
        next opening; a start outside the hours waits for them.
        """
        if duration < timedelta():
            raise ValueError("a calendar only counts forward")
        if hours is None and not workdays_only:
            return start.astimezone(UTC) + duration
        left = duration
        for opens, closes in self._spans(start, hours, workdays_only):
            begins = max(opens, start)
            if begins <= closes and left <= closes - begins:
                return (begins + left).astimezone(UTC)
            left -= max(closes - begins, timedelta())
        raise AssertionError("the days never end")

    def first_permitted(self, moment: datetime, hours: tuple[Hours, ...]) -> datetime:
        """Return the first moment, `moment` or later, that lies inside `hours`. Source: S-42."""
        return next(
            max(opens, moment)
            for opens, closes in self._spans(moment, hours, workdays_only=False)
            if moment < closes
        ).astimezone(UTC)

    def permitted(self, moment: datetime, hours: tuple[Hours, ...]) -> bool:
        """Return whether `moment` lies inside `hours`; the closing itself no longer does."""
        return self.first_permitted(moment, hours) == moment

    def end_of_day(self, moment: datetime, days: int, *, workdays_only: bool = False) -> datetime:
        """Return the last second of the `days`-th day after the day of `moment`. Source: S-29."""
        day = self.day_of(moment)
        for _ in range(days):
            day += DAY
            while workdays_only and not self.is_workday(day):
                day += DAY
        return self._last_second(day)

    def same_date_after(self, moment: datetime, months: int) -> datetime:
        """Return the last second of the same date `months` later, or of that month's last day.

        Source: S-29.
        """
        return self._last_second(months_after(self.day_of(moment), months))

    def _last_second(self, day: date) -> datetime:
        return self.local(day + DAY, MIDNIGHT) - timedelta(seconds=1)

    def _spans(
        self, start: datetime, hours: tuple[Hours, ...] | None, workdays_only: bool
    ) -> Iterator[tuple[datetime, datetime]]:
        """Yield when it is open from the day before `start` on, in order and without overlaps."""
        if hours == ():
            raise ValueError("without any hours there is never a next moment")
        daily = (Hours(MIDNIGHT, MIDNIGHT),) if hours is None else sorted(hours)
        # The day before: it may close at the very midnight that is `start`.
        day, reached = self.day_of(start) - DAY, datetime.min.replace(tzinfo=UTC)
        while True:
            for span in daily if not workdays_only or self.is_workday(day) else ():
                last = day + DAY if span.closes == MIDNIGHT else day
                opens = max(self.local(day, span.opens), reached)
                closes = self.local(last, span.closes)
                if opens < closes:  # not swallowed by a jump of the clocks or by its neighbour
                    yield opens, closes
                    reached = closes
            day += DAY
