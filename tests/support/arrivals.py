"""What comes to whose chat at what hour, by a sender that dies in the middle of a mailing."""

from collections import Counter
from zoneinfo import ZoneInfo

from telegram.error import Forbidden

from bot.delivery.rendering import Rendering
from models.clock import MovableClock
from models.dunning.messages import ArrearsReminder
from models.fees.announcing_messages import FeesAnnounced
from models.intents.messages import Priority
from models.intents.parcels import Parcel

CHAT = 100_000  # residents have chats from this number on
OPENS, CLOSES, OWN_OPENS, OWN_CLOSES = 9, 20, 10, 18
Told = Counter[tuple[int, str, int]]  # chat, what, and fen


class Died(BaseException):
    """The process ends here."""


class Arrivals(Rendering):
    """What came to which chat at what local time; whoever blocked the bot gets nothing."""

    def __init__(self, clock: MovableClock, zone: ZoneInfo) -> None:
        self.clock, self.zone = clock, zone
        self.blocked: set[int] = set()
        self.own_hours: set[int] = set()
        self.told: Told = Counter()
        self.at_night: list[str] = []
        self.in_air: set[int] = set()  # arrived, and the process died before it was noted
        self.repeated: list[int] = []
        self.dies_after: int | None = None
        self.count = 0

    async def send(self, parcel: Parcel, *, plain: bool) -> int:
        """Note the message, and die when it is time: half of what is in the air has arrived."""
        self.count += 1
        if parcel.chat_id in self.blocked:
            raise Forbidden("Forbidden: bot was blocked by the user")
        if self.dies_after is not None:
            self.dies_after -= 1
            if self.dies_after < 0:
                if self.dies_after % 2:
                    self._arrives(parcel)
                    self.in_air.add(parcel.id)
                raise Died
        self._arrives(parcel)
        return self.count

    def _arrives(self, parcel: Parcel) -> None:
        if parcel.id in self.in_air:
            self.in_air.remove(parcel.id)
            self.repeated.append(parcel.id)
        else:
            self.hears(parcel)

    def hears(self, parcel: Parcel) -> None:
        """Note what somebody has been told, and when."""
        if parcel.chat_id < CHAT:
            return
        message, at = parcel.message, self.clock.now().astimezone(self.zone)
        own = parcel.chat_id in self.own_hours
        opens, closes = (OWN_OPENS, OWN_CLOSES) if own else (OPENS, CLOSES)
        if message.priority >= Priority.NOTICE and not opens <= at.hour < closes:
            self.at_night.append(f"{at} {message}")
        if isinstance(message, ArrearsReminder):
            self.told[parcel.chat_id, "reminded", message.owed] += 1
        if isinstance(message, FeesAnnounced):
            owed = sum(each.owed for each in message.homes)
            self.told[parcel.chat_id, "announced", owed] += 1
