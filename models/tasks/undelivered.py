"""What Telegram refused to bring to a resident is told by telephone."""

from datetime import datetime

from sqlmodel import Session

from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.intents.messages import Message
from models.intents.tables import Outbox
from models.tasks.operations import open_task
from models.tasks.tables import TaskKind


def telephone_instead(session: Session, row: Outbox, *, now: datetime) -> None:
    """Give an officer the task to tell by telephone what a refused message was to say."""
    message = Message.decode(row.kind, row.facts)
    case_id = getattr(message, "case_id", None)
    if row.estate_id is None or case_id is None or not message.matters:
        return
    calendar = calendar_of(session, session.get_one(Estate, row.estate_id))
    open_task(
        session, TaskKind.PHONE_MESSAGE, session.get_one(Case, case_id),
        due_at=calendar.end_of_day(now, 0), final_at=calendar.end_of_day(now, 1),
        text_key=message.text_key, now=now,
    )  # fmt: skip
