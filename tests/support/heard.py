"""What the clock had said, by a sender that dies now and then."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.books.messages import CheckIsDue
from models.clock import MovableClock
from models.complaints.messages import ComplaintNotice
from models.enquiries.messages import EnquiryNotice
from models.faq.messages import AnswersAreDue, QuizIsHere
from models.followups.messages import HowDidItGo
from models.intents.messages import Message
from models.intents.parcels import Parcel
from models.mydata.messages import FilesToReview
from models.repairs.messages import ClaimIsLateForSupervisor
from models.tasks.messages import TaskFace, TaskIsLateForHead
from tests.support.arrivals import Arrivals
from tests.support.promised import WHATS, Key

ZHANG = 21


class Heard(Arrivals):
    """What the clock had said, of which case, and when."""

    def __init__(self, clock: MovableClock, zone: ZoneInfo) -> None:
        super().__init__(clock, zone)
        self.said = defaultdict[Key, list[datetime]](list)

    def hears(self, parcel: Parcel) -> None:
        """Note it, whoever it is told."""
        if (key := _key(parcel)) is not None:
            self.said[key].append(self.clock.now())
        super().hears(parcel)


def _key(parcel: Parcel) -> Key | None:
    """Return what this says, of which case; None for what the book does not know."""
    named = NAMED.get(type(parcel.message))
    if named is None or parcel.edits is not None:
        return None
    what = named(parcel.message, parcel.chat_id)
    number = getattr(parcel.message, "number", 0)
    return (what, number) if what in WHATS else None


NAMED: dict[type[Message], Callable[[Any, int], str]] = {
    ClaimIsLateForSupervisor: lambda *_: "not taken",
    HowDidItGo: lambda *_: "asked",
    TaskFace: lambda *_: "telephone",
    TaskIsLateForHead: lambda *_: "not telephoned",
    EnquiryNotice: lambda told, _: str(told.notice),
    ComplaintNotice: lambda told, _: f"complaint {told.notice}",
    CheckIsDue: lambda told, _: f"books {told.check.period}",
    AnswersAreDue: lambda told, _: "late answers" if told.late else "answers",
    QuizIsHere: lambda told, to: "quiz" if to == ZHANG and not told.again else "another quiz",
    FilesToReview: lambda *_: "files",
}
