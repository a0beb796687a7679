"""Keep the FAQ right: change, add and confirm answers, and go through all of them twice a year."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, select

from models.buttons import Unreadable
from models.due import Moment, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.faq.messages import AnswersAreDue, AnswerWasChanged
from models.faq.operations import standing
from models.faq.policy import FaqPolicy
from models.faq.rules import Change, days_of, is_due
from models.faq.tables import FaqChange, FaqEntry
from models.folding import plain
from models.intents.operations import Address, post, private
from models.people.roster import reachable, staff_in
from models.people.tables import Department, Language, Person, Staff, StaffRole
from models.permissions import require_staff, today_in
from models.routines.reading import runs
from models.routines.words import Routine
from models.values import frozen

KEEPERS = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


class FaqKnown(DomainError):
    """The question stands in the FAQ already, under the same topic."""

    text_key = "faq.already_there"


@frozen
class RefreshComes(Moment):
    """All answers are to be gone through; step 1 is when that should have been done. FAQ-01."""

    subject: int
    day: str
    step: int = 0
    rings: ClassVar[str] = "faq"

    def identity(self) -> str:
        return f"{self.day}.{self.step}"


@frozen
class NewEntry:
    """A question that is added, with its answer."""

    topic: str
    question: str
    answer: str
    keywords: tuple[str, ...]
    language: Language


def keeps_faq(staff: Staff | None) -> bool:
    """Tell whether the answers are this person's to keep: customer service's, from supervisor up.

    Source: FAQ-01.
    """
    if staff is None or staff.role not in KEEPERS:
        return False
    return staff.role is not StaffRole.SUPERVISOR or staff.department is Department.KF


def require_keeper(session: Session, person: Person, *, now: datetime) -> Staff:
    """Return the person's place in the office. Raises NotAllowed unless they keep the FAQ."""
    staff = require_staff(session, person, now=now)
    if not keeps_faq(staff):
        raise NotAllowed
    return staff


def keepers(session: Session, estate_id: int, *, now: datetime) -> list[Staff]:
    """Return who keeps the FAQ: its owner, the customer-service supervisor, then those above."""
    return [staff for staff in staff_in(session, estate_id, *KEEPERS, now=now) if keeps_faq(staff)]


def owner_of(session: Session, estate_id: int, *, now: datetime) -> Address | None:
    """Return the private chat of the FAQ's owner, or of the first above who can be reached."""
    person = reachable(session, keepers(session, estate_id, now=now))
    return private(person) if person else None


def change_answer(
    session: Session, entry_id: int, answer: str, *, by: Person, now: datetime
) -> FaqEntry:
    """Let the answer read so from now on; today is when it was last right. Raises NotAllowed."""
    staff, entry = _kept(session, entry_id, by, now)
    entry.answer = answer
    _note(session, entry, Change.CHANGED, staff, now)
    return entry


def confirm(session: Session, entry_id: int, *, by: Person, now: datetime) -> FaqEntry:
    """Note that the answer is still right today. Raises NotAllowed."""
    staff, entry = _kept(session, entry_id, by, now)
    _note(session, entry, Change.CONFIRMED, staff, now)
    return entry


def add_entry(session: Session, told: NewEntry, *, by: Person, now: datetime) -> FaqEntry:
    """Add a question with its answer. Raises NotAllowed, FaqKnown."""
    staff = require_keeper(session, by, now=now)
    _refuse_known(session, staff.estate_id, told.topic, told.question)
    entry = FaqEntry(
        estate_id=staff.estate_id, topic=told.topic, question=told.question, answer=told.answer,
        keywords=list(told.keywords), language=told.language,
    )  # fmt: skip
    session.add(entry)
    session.flush()
    _note(session, entry, Change.ADDED, staff, now)
    return entry


def remove_entry(session: Session, entry_id: int, *, by: Person, now: datetime) -> FaqEntry:
    """Take the question out of the FAQ; it is neither found, asked nor exported. Raises NotAllowed.

    Raises Unreadable when somebody has removed it before. FAQ-01.
    """
    staff, entry = _kept(session, entry_id, by, now)
    entry.removed_on = today_in(session, entry.estate_id, now=now)
    _note(session, entry, Change.REMOVED, staff, now)
    return entry


def restore_entry(session: Session, entry_id: int, *, by: Person, now: datetime) -> FaqEntry:
    """Put the question back as it was. Raises NotAllowed, FaqKnown, and Unreadable if it stands."""
    staff, entry = _kept(session, entry_id, by, now, removed=True)
    _refuse_known(session, entry.estate_id, entry.topic, entry.question)
    entry.removed_on = None
    _note(session, entry, Change.RESTORED, staff, now)
    return entry


def _refuse_known(session: Session, estate_id: int, topic: str, question: str) -> None:
    known = standing(session, estate_id)
    if any(plain(each.topic + each.question) == plain(topic + question) for each in known):
        raise FaqKnown


def entries_due(session: Session, estate_id: int, *, on: date) -> list[FaqEntry]:
    """Return what a refresh on that day asks for, the longest unconfirmed first. FAQ-01."""
    policy = policy_of(session, estate_id, FaqPolicy)
    found = [e for e in standing(session, estate_id) if is_due(e.confirmed_on, policy, on=on)]
    return sorted(found, key=lambda each: each.confirmed_on or date.min)


def ask_for_refresh(session: Session, moment: RefreshComes, *, now: datetime) -> None:
    """Ask the owner to go through the answers; when that was not done in time, ask above too.

    Counted from the day of the refresh: what has been confirmed since is not asked for.
    """
    estate_id, day = moment.subject, date.fromisoformat(moment.day)
    if not runs(session, estate_id, Routine.FAQ_REFRESH):
        return
    plan_refresh(session, estate_id, now=now)
    waiting = entries_due(session, estate_id, on=day)
    if not waiting:
        return
    policy = policy_of(session, estate_id, FaqPolicy)
    until = day + timedelta(days=policy.refresh_within_days)
    message = AnswersAreDue(len(waiting), until, moment.step > 0)
    people = [reachable(session, [each]) for each in keepers(session, estate_id, now=now)]
    found = [address for each in people if each and (address := private(each))]
    for address in found[: 1 + moment.step]:
        post(session, message, to=address, now=now)
    if moment.step == 0:
        at = calendar_of(session, session.get_one(Estate, estate_id)).local(until, policy.at)
        due(session, RefreshComes(estate_id, moment.day, 1), estate_id=estate_id, at=at)


def plan_refresh(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the next refresh in the book, once. S-47."""
    if not runs(session, estate_id, Routine.FAQ_REFRESH):
        return
    policy = policy_of(session, estate_id, FaqPolicy)
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    days = days_of(policy.refresh_months, policy.refresh_day, since=calendar.day_of(now))
    day = next((each for each in days if calendar.local(each, policy.at) > now), None)
    if day is not None:
        at = calendar.local(day, policy.at)
        due(session, RefreshComes(estate_id, day.isoformat()), estate_id=estate_id, at=at)


def _kept(
    session: Session, entry_id: int, by: Person, now: datetime, *, removed: bool = False
) -> tuple[Staff, FaqEntry]:
    staff = require_keeper(session, by, now=now)
    entry = session.exec(select(FaqEntry).where(FaqEntry.id == entry_id).with_for_update()).first()
    if entry is None or entry.estate_id != staff.estate_id:
        raise Unreadable
    if (entry.removed_on is not None) is not removed:
        raise Unreadable
    return staff, entry


def _note(session: Session, entry: FaqEntry, change: Change, staff: Staff, now: datetime) -> None:
    """Keep who did what, date what was read; the owner hears of what somebody else has changed."""
    if change not in (Change.REMOVED, Change.RESTORED):
        entry.confirmed_on = today_in(session, entry.estate_id, now=now)
    session.add(entry)
    session.add(
        FaqChange(
            estate_id=entry.estate_id, entry_id=entry.id, staff_id=staff.id, at=now,
            action=change, answer=entry.answer,
        )
    )  # fmt: skip
    owner = owner_of(session, entry.estate_id, now=now)
    if change is not Change.CONFIRMED and owner is not None and owner.person_id != staff.person_id:
        message = AnswerWasChanged(
            entry.id, entry.topic, entry.question, entry.answer, staff.name,
            removed=change is Change.REMOVED,
        )  # fmt: skip
        post(session, message, to=owner, now=now)
