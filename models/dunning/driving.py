"""The drive goes on: who hears of it each week of December, and an officer takes up a home."""

from datetime import datetime

from sqlmodel import Session

from models.due import due
from models.dunning.climbing import TOLD
from models.dunning.clock import DriveIsLookedAt
from models.dunning.conduct_messages import ErrandCard
from models.dunning.drive import MONTH, days_of, drive_of, ends, theirs
from models.dunning.drive_messages import DriveCard
from models.dunning.errands import ENDS_AT, LOOKED_AT, in_hand_of, open_for
from models.dunning.reading import standing_of
from models.dunning.words import ErrandKind
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.fees.operations import require_money_for
from models.fees.reading import require_money
from models.intents.operations import post, private
from models.people.roster import staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import today_in
from models.routines.reading import runs
from models.routines.words import Routine

HEARS = (*TOLD, StaffRole.OFFICER)


class NotInDecember(DomainError):
    """The drive is in December."""

    text_key = "drive.not_in_december"


class NothingToCollect(DomainError):
    """The home owes nothing any more, or rests."""

    text_key = "drive.nothing_to_collect"


class InOtherHands(DomainError):
    """Somebody else has it in hand already."""

    text_key = "drive.in_other_hands"


def plan_drive(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the next day on which the drive is looked at, this year or next."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    year = calendar.day_of(now).year
    coming = (day for each in (year, year + 1) for day in days_of(each, calendar))
    times = ((day, ENDS_AT if day == ends(day.year) else LOOKED_AT) for day in coming)
    on, at = next((day, at) for day, hour in times if (at := calendar.local(day, hour)) > now)
    due(session, DriveIsLookedAt(estate_id, on), estate_id=estate_id, at=at)


def look_at_drive(session: Session, moment: DriveIsLookedAt, *, now: datetime) -> None:
    """Tell finance, the head and each officer what is left of what they answer for. FEE-13.

    Who answers for no home that owed is not written to.
    """
    plan_drive(session, moment.subject, now=now)
    if not runs(session, moment.subject, Routine.DRIVE):
        return
    homes, on = drive_of(session, moment.subject, moment.on.year), moment.on
    for staff in staff_in(session, moment.subject, *HEARS, now=now):
        address = private(session.get_one(Person, staff.person_id))
        if address is not None and any(theirs(session, homes, staff, on)):
            card = DriveCard(staff.id, moment.on, has_ended=moment.on == ends(moment.on.year))
            post(session, card, to=address, now=now)


def drive_shown(session: Session, *, by: Person, now: datetime) -> DriveCard:
    """Return how far the drive is, for who handles money.

    Raises NotStaff, NotAllowed, NotInDecember.
    """
    staff = require_money(session, by, now=now)
    today = today_in(session, staff.estate_id, now=now)
    if today.month != MONTH:
        raise NotInDecember
    return DriveCard(staff.id, today)


def take_up(session: Session, home_id: int, *, by: Person, now: datetime) -> ErrandCard:
    """Let an officer telephone about the home now; what follows is as for any errand. FEE-10.

    Raises NotStaff, NotAllowed, OwnHome, NothingToCollect, InOtherHands.
    """
    staff = require_money_for(session, home_id, by, now=now)
    home = session.get_one(Home, home_id, with_for_update=True)
    standing = standing_of(session, home, on=today_in(session, home.estate_id, now=now))
    if not standing.owed or standing.rest is not None:
        raise NothingToCollect
    known = in_hand_of(session, home, now=now)
    if known is None:
        known = open_for(session, home, ErrandKind.PHONE, taker=staff, now=now)
    elif known.given_to not in {None, staff.id}:
        raise InOtherHands(name=session.get_one(Staff, known.given_to).name)
    return ErrandCard(known.id)
