"""The files are looked through every quarter by their keeper, and counted every year. OWN-07."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from sqlmodel import Session, col, func, or_, select

from models.due import Moment, called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.groups.asked import put_in_place
from models.intents.messages import Message
from models.intents.operations import post, private
from models.mydata.messages import FilesOfYear, FilesToReview, ReviewIsLate
from models.mydata.tables import FileReview
from models.owners.tables import FileChange
from models.parking.tables import Vehicle
from models.people.roster import reachable, staff_in
from models.people.tables import Department, Person, Residency, Staff, StaffRole
from models.permissions import require_staff
from models.routines.reading import runs
from models.routines.words import Routine
from models.values import frozen

LAST_MONTHS = (3, 6, 9, 12)
AT = time(10)
DAYS = timedelta(days=7)  # for the review, before it climbs
QUARTER = timedelta(days=92)
ABOVE = (StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


class AlreadyReviewed(DomainError):
    """Somebody has said already what the review found."""

    text_key = "mydata.already_reviewed"


@frozen
class FilesAreDue(Moment):
    """The last week of a quarter has begun. OWN-07."""

    subject: int
    on: date
    rings: ClassVar[str] = "mydata"


@frozen
class FileReviewIsLate(Moment):
    """A week has passed and nobody has said what was found. OWN-07."""

    subject: int
    rings: ClassVar[str] = "mydata"


def review_day(since: date) -> date:
    """Return the first day of a quarter's last week, `since` or later."""
    month = next(each for each in LAST_MONTHS if each >= since.month)
    day = date(since.year, month, monthrange(since.year, month)[1] - 6)
    return day if day >= since else review_day(_first_of_next(since.year, month))


def plan_review(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the estate's next review in the book. S-47."""
    if not runs(session, estate_id, Routine.OWNER_FILES):
        return
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    on = review_day(calendar.day_of(now))
    if calendar.local(on, AT) <= now:
        on = review_day(on + timedelta(days=1))
    due(session, FilesAreDue(estate_id, on), estate_id=estate_id, at=calendar.local(on, AT))


def ask_for_review(session: Session, moment: FilesAreDue, *, now: datetime) -> None:
    """Give the review to the keeper of the files; in December the head has the year's figures."""
    if not runs(session, moment.subject, Routine.OWNER_FILES):
        return
    plan_review(session, moment.subject, now=now)
    keepers = _keepers(session, moment.subject, now=now)
    if not keepers:
        return
    counted = _counted(session, moment.subject, since=now - QUARTER)
    review = FileReview(
        estate_id=moment.subject, on=moment.on, staff_id=keepers[0].id, asked_at=now, **counted
    )
    session.add(review)
    session.flush()
    _tell(session, keepers[0], FilesToReview(review.id, moment.on, **counted), now=now)
    due(session, FileReviewIsLate(review.id), estate_id=moment.subject, at=now + DAYS)
    if moment.on.month == LAST_MONTHS[-1]:
        of_year = _counted(session, moment.subject, since=now - timedelta(days=365))
        for head in staff_in(session, moment.subject, StaffRole.OFFICE_HEAD, now=now):
            _tell(session, head, FilesOfYear(moment.on.year, **of_year), now=now)


def may_review(session: Session, review_id: int, *, by: Person, now: datetime) -> Staff:
    """Return who may say what was found: whose review it is, and who stands above.

    Raises NotAllowed, AlreadyReviewed.
    """
    staff = require_staff(session, by, now=now)
    review = session.get(FileReview, review_id, with_for_update=True)
    if review is None or review.estate_id != staff.estate_id:
        raise NotAllowed
    if review.staff_id != staff.id and staff.role not in ABOVE:
        raise NotAllowed
    if review.done_at is not None:
        raise AlreadyReviewed
    return staff


def reviewed(session: Session, review_id: int, found: str, *, by: Person, now: datetime) -> None:
    """Keep who looked, when, and what was found; nothing is left to press. OWN-07."""
    staff = may_review(session, review_id, by=by, now=now)
    review = session.get_one(FileReview, review_id)
    review.done_at, review.done_by, review.found = now, staff.id, found
    session.add(review)
    called_off(session, FileReviewIsLate, subject=review.id, now=now)
    figures = (review.homes, review.people, review.cars, review.changes)
    said = FilesToReview(review.id, review.on, *figures, staff.name)
    put_in_place(session, review.estate_id, said, FilesToReview, review_id=review.id, now=now)


def review_late(session: Session, moment: FileReviewIsLate, *, now: datetime) -> None:
    """Tell who stands above that the files were not looked through."""
    review = session.get_one(FileReview, moment.subject)
    if review.done_at is None:
        late = ReviewIsLate(review.on, session.get_one(Staff, review.staff_id).name)
        for head in staff_in(session, review.estate_id, StaffRole.OFFICE_HEAD, now=now):
            _tell(session, head, late, now=now)


def _keepers(session: Session, estate_id: int, *, now: datetime) -> list[Staff]:
    """Return customer service's supervisors, then who stands above; who can be written to."""
    roles = (StaffRole.SUPERVISOR, *ABOVE)
    return [
        each
        for each in staff_in(session, estate_id, *roles, now=now)
        if each.role is not StaffRole.SUPERVISOR or each.department is Department.KF
        if reachable(session, [each]) is not None
    ]


def _counted(session: Session, estate_id: int, *, since: datetime) -> dict[str, Any]:
    """Return how many homes, people and cars the files hold, and how many changes there were."""
    today = since.date()
    here = or_(col(Residency.left_on).is_(None), col(Residency.left_on) > today)

    def count(table: Any, *conditions: Any) -> int:
        wanted = select(func.count()).select_from(table)
        return session.exec(wanted.where(table.estate_id == estate_id, *conditions)).one()

    return {
        "homes": count(Home), "people": count(Residency, here), "cars": count(Vehicle),
        "changes": count(FileChange, col(FileChange.approved_at) >= since),
    }  # fmt: skip


def _first_of_next(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _tell(session: Session, staff: Staff, message: Message, *, now: datetime) -> None:
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        post(session, message, to=address, now=now)
