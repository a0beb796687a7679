"""The times that were offered for a visit and still wait for the resident's choice."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.intents.tables import Outbox
from models.people.tables import Person
from models.repairs.visit_messages import NewTimes

IN_MIND = timedelta(days=7)  # words that come later are about something else; a press counts still


def offered_to(session: Session, person: Person, *, now: datetime) -> list[NewTimes]:
    """Return what this person was lately offered and may still choose from, the newest a case."""
    rows = session.exec(
        select(Outbox)
        .where(Outbox.person_id == person.id, Outbox.kind == NewTimes.__name__)
        .where(col(Outbox.created_at) > now - IN_MIND)
        .order_by(col(Outbox.id))
    )
    newest = {each.case_id: each for each in (NewTimes.decode(r.kind, r.facts) for r in rows)}
    return [each for each in newest.values() if each.still_true(session)]
