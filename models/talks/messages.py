"""What is said about a talk: to who wished for it, and to who has it or could take it."""

from datetime import datetime
from typing import ClassVar

from models.buttons import Press, in_rows
from models.intents.messages import Button, Message, Priority, Rows
from models.talks.rules import Reply, Status
from models.talks.said import Line, ending
from models.values import frozen

INTO = ("repair", "complaint")  # what a talk can become; each has its dialogue in handlers/talks.py
# Beneath any screen.
ASK = Button("talks.actions.person", Press("person", 0, 0).pack(), person=True)


@frozen
class TalkFace(Message):
    """What a talk looks like now, to one member of staff or to the group.

    `resident` is empty for whoever does not have it and may not take it, and for a group; `phone`
    is there while its holder rings up.
    """

    talk_id: int
    rev: int
    status: Status
    by_phone: bool
    opened_at: datetime
    answer_by: datetime
    is_late: bool
    is_mine: bool
    offers: tuple[str, ...]
    holder: str = ""
    tries: int = 0
    address: str = ""
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    told: str = ""

    text_key: ClassVar[str] = "talks.card"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        acts = {"end", "pass", "take", "call", "reached", "missed"} & set(self.offers)
        order = [each for each in self.offers if each in acts]
        rows: Rows = tuple((self._button(each),) for each in order if each != "end")
        if self.is_mine and self.status is not Status.ENDED:
            replies = [self._say(each) for each in Reply]
            into = tuple(
                (Button(f"talks.actions.{kind}", self._press("talk_into", kind)),) for kind in INTO
            )
            rows = (*in_rows(replies, 2), *rows, *into)
        return (*rows, *((self._button(each),) for each in order if each == "end"))

    def _button(self, action: str) -> Button:
        called = action in ("reached", "missed")
        press = self._press("talk_called", action) if called else self._press(f"talk_{action}")
        return Button(f"talks.actions.{action}", press)

    def _say(self, reply: Reply) -> Button:
        return Button(f"talks.saved.{reply}", self._press("talk_say", reply))

    def _press(self, action: str, value: str = "") -> str:
        return Press(action, self.talk_id, self.rev, value).pack()


@frozen
class _ToResident(Message):
    """About the own talk: an answer to what the resident asked, so it waits for no hour. S-42."""

    talk_id: int

    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        return ((ending(self.talk_id),),)


@frozen
class TalkTaken(_ToResident):
    """Who is there now: centre, own name, help offered. `after` had it before. ETQ-02."""

    staff: str
    after: str = ""

    text_key: ClassVar[str] = "talks.taken"


@frozen
class TalkWaitsAgain(_ToResident):
    """Who had it is not here any more; somebody else comes by then."""

    after: str
    answer_by: datetime

    text_key: ClassVar[str] = "talks.waits_again"


@frozen
class TalkIsLateForResident(_ToResident):
    """An apology, before the resident asks, and who has been told now. ETQ-06, GEN-07."""

    role: str

    text_key: ClassVar[str] = "talks.late"


@frozen
class CallComes(_ToResident):
    """Somebody rings up now, at that number."""

    staff: str
    phone: str

    text_key: ClassVar[str] = "talks.call_comes"


@frozen
class CallMissed(_ToResident):
    """Nobody answered the call."""

    staff: str

    text_key: ClassVar[str] = "talks.call_missed"


@frozen
class TalkEnded(_ToResident):
    """Goodbye, and whether it helped; nobody had it, nothing is asked. Silence says nothing."""

    asks: bool
    draft_id: int = 0

    text_key: ClassVar[str] = "talks.ended"

    def buttons(self) -> Rows:
        helped = tuple(
            Button(f"talks.helped.{each}", Press("talk_helped", self.talk_id, 0, each).pack())
            for each in ("yes", "no")
        )
        resume = Button("menu.resume", Press("resume", self.draft_id, 0).pack())
        return (*((helped,) if self.asks else ()), *(((resume,),) if self.draft_id else ()))


@frozen
class TalkOver(Message):
    """To who had it: it has ended, or a colleague has it now."""

    talk_id: int
    resident: str
    address_as: str
    holder: str = ""

    text_key: ClassVar[str] = "talks.over"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class TalkRecord(Message):
    """To an officer, in private: what was said in a talk, inside notes among it."""

    talk_id: int
    status: Status
    resident: str
    address_as: str
    address: str
    holder: str
    opened_at: datetime
    helped: bool | None
    lines: tuple[Line, ...]
    earlier: int

    text_key: ClassVar[str] = "talks.record"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class TalkLine:
    """One talk among others."""

    talk_id: int
    resident: str
    address_as: str
    address: str
    status: Status
    holder: str
    opened_at: datetime
    answer_by: datetime


@frozen
class TalkList(Message):
    """To an officer, in private: the talks that are open, then those that have ended lately."""

    talks: tuple[TalkLine, ...]

    text_key: ClassVar[str] = "talks.list"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    "talks.actions.show", Press("talk_show", each.talk_id, 0).pack(),
                    {"number": number},
                ),
            )
            for number, each in enumerate(self.talks, start=1)
        )  # fmt: skip
