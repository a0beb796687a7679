"""The yearly drive: what was owed before December is collected by its end. FEE-13."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from models.calendar import Calendar
from models.dunning.conduct_messages import Noted, noted_of
from models.dunning.reading import rest_of
from models.dunning.words import Brake
from models.estate.tables import Home
from models.fees.reading import accounts_of
from models.fees.rules import Account, Line
from models.household.limits import roles_in
from models.people.tables import Staff, StaffRole
from models.values import frozen

MONTH = 12


@frozen
class InDrive:
    """A home that owed when the drive began, in fen; what is left of it, and since which month."""

    home_id: int
    home: str
    owed: int
    left: int
    since: str = ""
    brake: Brake | None = None
    noted: Noted | None = None  # what was last heard of it


def begins(year: int) -> date:
    """Return the first day of the year's drive: what is due before it is meant."""
    return date(year, MONTH, 1)


def ends(year: int) -> date:
    """Return the last day of the year's drive."""
    return date(year, MONTH, 31)


def days_of(year: int, calendar: Calendar) -> list[date]:
    """Return when the drive is looked at: each week's first workday, and the last day."""
    all_days = [begins(year) + timedelta(days=ahead) for ahead in range(31)]
    weeks = dict[int, date]()
    for day in filter(calendar.is_workday, all_days):
        weeks.setdefault(day.isocalendar().week, day)
    return sorted({*weeks.values(), ends(year)})


def drive_of(session: Session, estate_id: int, year: int) -> list[InDrive]:
    """Return every home that owed when the year's drive began, the oldest debt first."""
    first = begins(year)
    before = dict(accounts_of(session, estate_id, paid_by=first - timedelta(days=1)))
    now = dict(accounts_of(session, estate_id))
    found = (
        _looked_at(session, session.get_one(Home, home_id), owed, _meant(now[home_id], first))
        for home_id, account in before.items()
        if (owed := sum(line.open for line in _meant(account, first)))
    )
    return sorted(found, key=lambda each: (each.since or "9999", -each.left, each.home_id))


def theirs(session: Session, homes: Iterable[InDrive], staff: Staff, on: date) -> Iterator[InDrive]:
    """Yield what this one answers for: an officer for their buildings, never one's own home."""
    bounds = staff.buildings if staff.role is StaffRole.OFFICER else []
    for each in homes:
        here = not bounds or session.get_one(Home, each.home_id).building in bounds
        if here and not roles_in(session, staff.person_id, each.home_id, on=on):
            yield each


def _looked_at(session: Session, home: Home, owed: int, lines: Sequence[Line]) -> InDrive:
    rest, noted = rest_of(session, home.id), noted_of(session, home.id)
    return InDrive(
        home.id, home.address, owed, sum(line.open for line in lines),
        lines[0].charge.period if lines else "",
        rest.brake if rest else None, noted[-1] if noted else None,
    )  # fmt: skip


def _meant(account: Account, first: date) -> list[Line]:
    return [line for line in account.open_lines if line.charge.due_on < first]
