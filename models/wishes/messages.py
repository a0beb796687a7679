"""What staff hear of a resident's wishes, and what a resident hears of the office's decisions."""

from datetime import datetime
from typing import ClassVar

from models.intents.messages import Message, Priority
from models.repairs.messages import AboutRepair
from models.repairs.rules import Entry
from models.values import frozen


@frozen
class ForWorker(AboutRepair):
    """To who has the job, else to the group."""

    matters: ClassVar[bool] = False
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class WithdrawnForWorker(ForWorker):
    """The repair is withdrawn: nobody need come."""

    text_key: ClassVar[str] = "wishes.withdrawn"


@frozen
class AddedForWorker(ForWorker):
    """The resident said more, showed more, or lets one in another way."""

    told: str
    entry: Entry | None
    files: int

    text_key: ClassVar[str] = "wishes.added"


@frozen
class UrgedForWorker(ForWorker):
    """The resident is waiting, and has been promised an answer."""

    times: int
    answer_by: datetime

    text_key: ClassVar[str] = "wishes.urged"


@frozen
class UrgedForSupervisor(UrgedForWorker):
    """The same, one higher: it is not the first time."""

    technician: str

    text_key: ClassVar[str] = "wishes.urged_again"


@frozen
class UrgeUnanswered(Message):
    """To the supervisor: the answer that was promised to who urged has not been given."""

    case_id: int
    number: int
    answer_by: datetime

    text_key: ClassVar[str] = "wishes.unanswered"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class WithdrawnForResident(AboutRepair):
    """To the resident: the office has withdrawn the repair, as was asked."""

    text_key: ClassVar[str] = "wishes.withdrawn_for_you"


@frozen
class DeclinedForResident(AboutRepair):
    """To the resident: why it cannot be done, and what they can do instead. REP-01, ETQ-08."""

    reason: str
    instead: str

    text_key: ClassVar[str] = "wishes.declined"
