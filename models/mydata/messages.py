"""What is said of a person's own data: their copy, and the wish to be forgotten."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.mydata.reading import Keeping, OwnFile, own_files, rows_of
from models.mydata.tables import DataRequest
from models.mydata.words import Stage
from models.people.tables import Person
from models.values import frozen


@frozen
class MyData(Message):
    """To the person alone: a part of the copy of what is known of them. SEC-01."""

    person_id: int
    part: int
    parts: int
    files: tuple[int, ...]

    text_key: ClassVar[str] = "mydata.copy"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def drawn(self, session: Session) -> Message:
        """Return the part with what is in it now; the outbox keeps none of it."""
        person = session.get_one(Person, self.person_id)
        rows = rows_of(session, person) if self.part == 1 else {}
        return MyDataDrawn(self.part, self.parts, rows, own_files(session, person.id, self.files))


@frozen
class MyDataDrawn(Message):
    """The part as it is sent."""

    part: int
    parts: int
    rows: dict[str, list[dict[str, Any]]]
    files: tuple[OwnFile, ...]

    text_key: ClassVar[str] = "mydata.copy"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class ErasureOffered(Message):
    """Before anything is asked: what goes, what stays and until when, and what is in the way."""

    person_id: int
    cases: tuple[int, ...]
    spaces: int
    works: bool
    kept: tuple[Keeping, ...]
    days: int
    wish_id: int | None = None  # that came in writing, and which the head has not decided

    text_key: ClassVar[str] = "mydata.forget.offer"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        ask = Press("forget", self.person_id, 0, "ask").pack()
        agrees = Button("mydata.actions.forget", ask, style="danger")
        keep = Press("forget", self.wish_id or 0, 0, "keep").pack()
        keeps = Button("mydata.actions.keep", keep, style="success")
        in_the_way = self.cases or self.spaces or self.works
        return (
            *(() if in_the_way else ((agrees,),)),
            *(() if self.wish_id is None else ((keeps,),)),
        )


@frozen
class ErasureAgreed(Message):
    """The wish is entered; until then one press keeps everything."""

    request_id: int
    erase_at: datetime
    soon: bool = False

    text_key: ClassVar[str] = "mydata.forget.agreed"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return "mydata.forget.near" if self.soon else self.text_key

    def buttons(self) -> Rows:
        press = Press("forget", self.request_id, 0, "keep").pack()
        return ((Button("mydata.actions.keep", press, style="success"),),)

    def still_true(self, session: Session) -> bool:
        return session.get_one(DataRequest, self.request_id).stage is Stage.COOLING


@frozen
class ErasurePutOff(Message):
    """Something new is in the way: it is done as soon as that has ended."""

    cases: tuple[int, ...]
    spaces: int

    text_key: ClassVar[str] = "mydata.forget.put_off"
    priority: ClassVar[Priority] = Priority.NOTICE


@frozen
class Forgotten(Message):
    """The last words to an account: it is done, and what Telegram keeps is theirs to delete."""

    kept: tuple[Keeping, ...]

    text_key: ClassVar[str] = "mydata.forget.done"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"


@frozen
class ErasureForHead(Message):
    """To the head: somebody wished in writing to be forgotten; an officer has keyed it in."""

    request_id: int
    name: str
    home: str
    officer: str
    kept: tuple[Keeping, ...]

    text_key: ClassVar[str] = "mydata.forget.for_head"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        yes, no = (Press("forget", self.request_id, 0, step).pack() for step in ("grant", "refuse"))
        return (
            (Button("mydata.actions.approve", yes, style="success"),),
            (Button("mydata.actions.refuse", no),),
        )

    def still_true(self, session: Session) -> bool:
        return session.get_one(DataRequest, self.request_id).stage is Stage.ASKED


@frozen
class ErasureDone(Message):
    """To the head: a resident was forgotten; whose wish it was is not said. OWN-08.

    Of an `owner` name and home stay in the register.
    """

    on: date
    owner: bool

    text_key: ClassVar[str] = "mydata.forget.told_head"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class FilesToReview(Message):
    """To the keeper of the files: look through them, and say what was found. OWN-07.

    Once somebody has, it says who, and its buttons go.
    """

    review_id: int
    on: date
    homes: int
    people: int
    cars: int
    changes: int
    by: str = ""

    text_key: ClassVar[str] = "mydata.review.due"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        if self.by:
            return ()
        fine, found = (
            Press("files_reviewed", self.review_id, 0, each).pack() for each in ("", "found")
        )
        return (
            (Button("mydata.actions.nothing_found", fine, style="success"),),
            (Button("mydata.actions.found", found),),
        )


@frozen
class FilesOfYear(Message):
    """To the head: the files of the year in figures, and nothing else. OWN-07."""

    year: int
    homes: int
    people: int
    cars: int
    changes: int

    text_key: ClassVar[str] = "mydata.review.of_year"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class ReviewIsLate(Message):
    """To the head: nobody has said what the review of the quarter found. OWN-07."""

    on: date
    name: str

    text_key: ClassVar[str] = "mydata.review.late"
    priority: ClassVar[Priority] = Priority.STAFF
