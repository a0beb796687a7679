"""What is reckoned about repairs: return of sheets, parts, neighbours. Pure."""

import re
from datetime import datetime, timedelta

from models.calendar import MIDNIGHT, Calendar


def sheet_back_by(done_at: datetime, calendar: Calendar) -> datetime:
    """Return by when the sheet of work that is done is to be back: the end of that shift.

    Work that ends after the shift has until the end of the next one. Source: REP-13.
    """
    closes, day = calendar.shift[-1].closes, calendar.day_of(done_at)
    ends = [
        calendar.local(each + timedelta(days=closes == MIDNIGHT), closes)
        for each in (day, day + timedelta(days=1))
    ]
    return ends[0] if done_at < ends[0] else ends[1]


def parts_told(told: str) -> tuple[tuple[str, str, str], ...]:
    """Return the parts of a telling, one a line: item, specification, model. Source: REP-12."""
    lines = (re.split(r"\s*[,，、;；]\s*", line.strip(), maxsplit=2) for line in told.splitlines())
    filled = ([*line, "", ""] for line in lines if line[0])
    return tuple((item, specification, model) for item, specification, model, *_ in filled)


_DOOR = re.compile(r"([0-9]+)([0-9]{2})")


def neighbouring(unit: str, other: str) -> bool:
    """Tell whether two homes of a building share a riser or a wall.

    Floor and door stand in the number: 502 and 1102 lie above one another, 502 and 503 side by
    side. Numbers that say less are neighbours of nobody.
    """
    one, two = _DOOR.search(unit), _DOOR.search(other)
    if one is None or two is None:
        return False
    beside = one[1] == two[1] and abs(int(one[2]) - int(two[2])) == 1
    return one[2] == two[2] or beside
