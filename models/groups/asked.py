"""What several of the office are asked at once: the answer takes the place of each question."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.intents.messages import Message
from models.intents.operations import post, private
from models.intents.tables import Outbox
from models.people.tables import Person


def put_in_place(
    session: Session, estate_id: int, said: Message, of: type[Message],
    *, but: Person | None = None, since: datetime | None = None, now: datetime, **facts: object,
) -> None:  # fmt: skip
    """Say it in the place `of` each question with these facts, asked `since` then; not to `but`.

    Whoever has another account by now has no question there.
    """
    asked = select(Outbox).where(
        Outbox.kind == of.__name__, Outbox.estate_id == estate_id,
        col(Outbox.message_id).is_not(None),
    )  # fmt: skip
    if since is not None:
        asked = asked.where(col(Outbox.created_at) >= since)
    for row in session.exec(asked):
        person = session.get(Person, row.person_id or 0)
        to = private(person) if person is not None and person is not but else None
        if facts.items() <= row.facts.items() and to is not None and to.chat_id == row.chat_id:
            post(session, said, to=to, now=now, edits=row.message_id)
