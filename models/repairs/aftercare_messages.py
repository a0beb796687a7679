"""What is said about a repair once it is done: to residents, and to the supervisor."""

from datetime import datetime
from typing import ClassVar

from models.buttons import Press
from models.followups.messages import rating, wellbeing
from models.intents.messages import Button, Message, Priority, Rows
from models.repairs.messages import AboutRepair
from models.values import frozen


@frozen
class CommonPartDone(AboutRepair):
    """To the reporters: the common part is mended; the reply asks, and nobody asks again. CB-05.

    `late`: the day was over for messages when the work was done.
    """

    technician: str
    result: str
    done_at: datetime
    late: bool
    followup_id: int

    text_key: ClassVar[str] = "repairs.messages.done_common"

    def buttons(self) -> Rows:
        return rating(self.followup_id)


@frozen
class PersonHelped(AboutRepair):
    """To the reporters: somebody was with who was in danger; are they well? S-10."""

    technician: str
    result: str
    followup_id: int
    ask_at: datetime | None  # when it is asked again

    text_key: ClassVar[str] = "repairs.messages.helped"

    def buttons(self) -> Rows:
        return wellbeing(self.followup_id)


@frozen
class LeakTested(AboutRepair):
    """To the resident: the leak was tested, and when we ask whether it stays dry."""

    tested_at: datetime
    ask_at: datetime

    text_key: ClassVar[str] = "repairs.messages.leak_tested"


@frozen
class StruckOff(AboutRepair):
    """To the resident: it is closed without their word, and their word still counts."""

    followup_id: int
    of_person: bool = False

    text_key: ClassVar[str] = "repairs.messages.struck_off"
    matters: ClassVar[bool] = False

    def buttons(self) -> Rows:
        return wellbeing(self.followup_id) if self.of_person else rating(self.followup_id)


@frozen
class RefusedForSupervisor(Message):
    """To the supervisor: the resident does not wish to say how it went."""

    case_id: int
    number: int

    text_key: ClassVar[str] = "repairs.messages.refused"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        press = Press("strike_off", self.case_id, 0).pack()
        return ((Button("repairs.actions.strike_off", press),),)


@frozen
class RepeatForSupervisor(AboutRepair):
    """To the supervisor, once a case: what was mended lately is broken again."""

    times: int
    within_days: int
    earlier: tuple[int, ...]

    text_key: ClassVar[str] = "repairs.messages.repeat"
    priority: ClassVar[Priority] = Priority.STAFF
    matters: ClassVar[bool] = False
