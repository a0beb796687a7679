"""Tell those who reported a case of any kind; show what they showed."""

from datetime import datetime

from sqlmodel import Session

from models.cases.messages import CasePhotos
from models.cases.operations import files_of
from models.cases.reporters import reporters_of
from models.cases.tables import Case, FileRole
from models.files.tables import parcels
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.tables import Person, Staff
from models.permissions import today_in
from models.tasks.undelivered import tell_otherwise


def tell_reporters(
    session: Session, case: Case, message: Message, *, now: datetime, only: Person | None = None
) -> list[int]:
    """Post to who reported it, joined in or signed, each in private; return the messages' ids.

    Who has no account hears what matters by telephone or letter; who stays unnamed cannot.
    Source: ENQ-07, GEN-02, S-52.
    """
    today, posted = today_in(session, case.estate_id, now=now), []
    for person in [only] if only else reporters_of(session, case, on=today):
        address = private(person)
        if address is not None:
            posted.append(post(session, message, to=address, now=now))
        else:
            tell_otherwise(session, case, message, to=person, now=now)
    return posted


def show_photos(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Show who is to work on it, in private, what was shown with the report."""
    address = None if staff is None else private(session.get_one(Person, staff.person_id))
    if address is None:
        return
    shown = [row.file_id for row in files_of(session, case.id, FileRole.REPORT)]
    for files in parcels(session, shown):
        post(session, CasePhotos(case.number, files), to=address, now=now)
