"""The office heads, who are asked and told; a question loses its buttons with the answer."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.intents.messages import Message, Say
from models.intents.operations import post, private
from models.intents.tables import Outbox
from models.mydata.messages import ErasureDone, ErasureForHead
from models.mydata.tables import DataRequest, FileReview
from models.people.roster import staff_in
from models.people.tables import Person, StaffRole


def tell_heads(
    session: Session, estate_id: int, message: ErasureForHead | ErasureDone, *, now: datetime
) -> None:
    """Tell every head of the estate, in private."""
    for head in staff_in(session, estate_id, StaffRole.OFFICE_HEAD, now=now):
        address = private(session.get_one(Person, head.person_id))
        if address is not None:
            post(session, message, to=address, now=now)


def asked_no_more(
    session: Session, wish: DataRequest, word: str, *, but: Person | None = None, now: datetime
) -> None:
    """Put what became of it in the place of the question to the heads; not to who has decided."""
    name = session.get_one(Person, wish.person_id).name
    said = Say(f"mydata.forget.{word}", {"name": name, "by": but.name if but else ""})
    put_in_place(session, wish, said, ErasureForHead, request_id=wish.id, but=but, now=now)


def put_in_place(
    session: Session, about: DataRequest | FileReview, said: Message, of: type[Message],
    *, but: Person | None = None, now: datetime, **facts: int,
) -> None:  # fmt: skip
    """Say it in the place `of` each question with these facts; not to `but`.

    Whoever has another account by now has no question there.
    """
    asked = select(Outbox).where(
        Outbox.kind == of.__name__, Outbox.estate_id == about.estate_id,
        col(Outbox.message_id).is_not(None),
    )  # fmt: skip
    for row in session.exec(asked):
        person = session.get(Person, row.person_id or 0)
        to = private(person) if person is not None and person is not but else None
        if facts.items() <= row.facts.items() and to is not None and to.chat_id == row.chat_id:
            post(session, said, to=to, now=now, edits=row.message_id)
