"""When messages may reach residents."""

from models.calendar import Hours
from models.policy import Spans, setting
from models.values import frozen


@frozen
class NoticePolicy:
    """S-42: residents are written to in these hours, unless it answers their own dialogue."""

    resident_hours: Spans = setting("notify.resident_hours", (Hours.parse("09:00-20:00"),))
