"""What Telegram cannot bring to a resident is told by telephone, or by a letter."""

from datetime import datetime

from sqlmodel import Session

from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.intents.messages import Message
from models.intents.tables import Outbox
from models.people.tables import Person
from models.tasks.operations import enter, open_task
from models.tasks.tables import Task, TaskKind


def telephone_instead(session: Session, row: Outbox, *, now: datetime) -> None:
    """Give an officer the task to tell by telephone what a refused message was to say.

    What belongs to no case (a stranger's safety words) has nobody whom we could ring.
    """
    message = Message.decode(row.kind, row.facts)
    case_id = getattr(message, "case_id", 0)
    if row.estate_id is not None and case_id:
        tell_otherwise(session, session.get_one(Case, case_id), message, now=now)


def tell_otherwise(
    session: Session, case: Case, message: Message, *, now: datetime, limit: datetime | None = None
) -> None:
    """Give an officer the task to tell what matters: by telephone, without a number by letter.

    By the end of the day, or by the `limit`; past it the task climbs.
    Who wished to stay unnamed is told by nobody. Source: GEN-01, GEN-02, SEC-01.
    """
    if not message.matters or case.unnamed:
        return
    has_number = session.get_one(Person, case.reporter_id).phone is not None
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    due_at = limit or calendar.end_of_day(now, 0)
    open_task(
        session, TaskKind.PHONE_MESSAGE if has_number else TaskKind.LETTER, case,
        due_at=due_at, final_at=calendar.end_of_day(max(due_at, now), 1),
        text_key=message.key(), now=now,
    )  # fmt: skip


def open_letter(
    session: Session, case: Case, people: list[int], message: Message,
    *, due_at: datetime, final_at: datetime, now: datetime,
) -> None:  # fmt: skip
    """Let an officer deliver in writing what concerns these people, who have no chat with us."""
    letter = Task(
        estate_id=case.estate_id, kind=TaskKind.LETTER, case_id=case.id, people=people,
        text_key=message.key(), due_at=due_at, opened_at=now,
    )  # fmt: skip
    enter(session, letter, final_at=final_at, now=now)
