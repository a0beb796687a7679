"""The calendar of an estate, from its row and its sheet of holidays."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from models.calendar import Calendar, Hours
from models.estate.tables import Estate, SheetRow


def calendar_of(session: Session, estate: Estate) -> Calendar:
    """Return the estate's calendar: zone, shift, and the days it marked itself.

    Read once a hop: a session lives as long as its transaction.
    """
    known: dict[int, Calendar] = session.info.setdefault("calendars", {})
    if estate.id not in known:
        known[estate.id] = _read(session, estate)
    return known[estate.id]


def _read(session: Session, estate: Estate) -> Calendar:
    rows = session.exec(
        select(SheetRow).where(SheetRow.estate_id == estate.id, SheetRow.sheet == "holidays")
    )
    marked = {
        date.fromisoformat(row.values["date"]): row.values["kind"] == "workday" for row in rows
    }
    shift = Hours.parse(f"{estate.shift_start}-{estate.shift_end}")
    return Calendar(ZoneInfo(estate.timezone), (shift,), marked)
