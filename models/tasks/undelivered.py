"""What Telegram cannot bring to a resident is told by telephone, or by a letter."""

from datetime import datetime

from sqlmodel import Session

from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.intents.messages import Message
from models.intents.tables import Outbox
from models.people.tables import Person
from models.tasks.operations import enter
from models.tasks.tables import Task, TaskKind


def telephone_instead(session: Session, row: Outbox, *, now: datetime) -> None:
    """Give an officer the task to tell what a refused message was to say to whom it was for.

    What belongs to no case (a stranger's safety words) has nobody whom we could ring.
    """
    message = Message.decode(row.kind, row.facts)
    case_id = getattr(message, "case_id", 0)
    if row.estate_id is not None and case_id:
        reader = session.get(Person, row.person_id or 0)
        tell_otherwise(session, session.get_one(Case, case_id), message, to=reader, now=now)


def tell_otherwise(
    session: Session, case: Case, message: Message,
    *, to: Person | None = None, now: datetime, limit: datetime | None = None,
) -> None:  # fmt: skip
    """Give an officer the task to tell what matters: by telephone, without a number by letter.

    It is for who reported the case, or for another reader of it (`to`). By the end of the day, or
    by the `limit`; past it the task climbs. What is `written` is a letter in any case.
    Who wished to stay unnamed is told by nobody. Source: GEN-01, GEN-02, OWN-06, SEC-01.
    """
    if not message.matters or case.unnamed:
        return
    person = to or session.get_one(Person, case.reporter_id)
    written = getattr(message, "written", False)
    by_telephone = person.phone is not None and not written
    kind = TaskKind.PHONE_MESSAGE if by_telephone else TaskKind.LETTER
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    due_at = limit or calendar.end_of_day(now, 0)
    final_at = calendar.end_of_day(max(due_at, now), 1)
    task = Task(
        estate_id=case.estate_id, kind=kind, case_id=case.id, text_key=message.key(),
        people=[person.id] if written or person.id != case.reporter_id else [],
        due_at=due_at, opened_at=now,
    )  # fmt: skip
    enter(session, task, written=written, final_at=final_at, now=now)
