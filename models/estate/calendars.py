"""The calendar of an estate, from its row and its sheet of holidays."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.calendar import Calendar, Hours
from models.estate.tables import Estate, SheetRow
from models.prepared import Rows, prepared


def calendar_of(session: Session, estate: Estate) -> Calendar:
    """Return the estate's calendar: zone, shift, and the days it marked itself.

    Read once a hop: a session lives as long as its transaction.
    """
    known: dict[int, Calendar] = session.info.setdefault("calendars", {})
    if estate.id not in known:
        known[estate.id] = _read(session, estate)
    return known[estate.id]


def day_in(estate: Estate, now: datetime) -> date:
    """Return the estate's date, for which no holidays need to be read."""
    return now.astimezone(ZoneInfo(estate.timezone)).date()


@prepared
def sheet_rows(estate_id: Any, sheet: Any) -> Rows[SheetRow]:
    """Return the rows of a sheet whose feature has no table of its own, in their order."""
    wanted = select(SheetRow).where(SheetRow.estate_id == estate_id, SheetRow.sheet == sheet)
    return wanted.order_by(col(SheetRow.id))


@prepared
def _holidays(estate_id: Any) -> Any:
    return select(SheetRow.values).where(
        SheetRow.estate_id == estate_id, SheetRow.sheet == "holidays"
    )


def _read(session: Session, estate: Estate) -> Calendar:
    marked = {
        date.fromisoformat(values["date"]): values["kind"] == "workday"
        for values in _holidays(session, estate.id)
    }
    shift = Hours.parse(f"{estate.shift_start}-{estate.shift_end}")
    return Calendar(ZoneInfo(estate.timezone), (shift,), marked)
