"""When each home has its turn on the ladder's day: a little apart, in permitted hours. Pure."""

from datetime import datetime, timedelta
from zlib import crc32

from models.calendar import Calendar, Hours

APART = timedelta(seconds=2)  # one home after another, so that a dialogue beside them is answered
AT_ONCE = 100  # homes that one transaction gives their turns


def turn_at(
    place: int, home_id: int, begins: datetime, calendar: Calendar, hours: tuple[Hours, ...]
) -> datetime:
    """Return the moment of the home that stands at that place among all that owe.

    Nobody can tell it from outside, and it is the same whenever it is reckoned again. What the
    evening leaves over goes on the next morning at the first permitted hour. Source: S-42.
    """
    jitter = crc32(f"{begins.isoformat()} {home_id}".encode()) % 1000 / 1000
    at = calendar.add(begins, (place + jitter) * APART, hours=hours)
    return calendar.first_permitted(at, hours)
