"""Tell who asked for a change, show it to who has it, say it to the office: never in a group."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.lines import place_of_home
from models.cases.office import chat_of
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.groups.desk import ABOVE
from models.intents.operations import Address, post, private, show
from models.owners.cards import ChangeCard, ChangeOfficeCard
from models.owners.messages import ChangeNotice, ChangeTold, FeesWillFollow, Notice, Stage
from models.owners.rules import NEEDS
from models.owners.tables import FileChange
from models.papers.checking import paper_lines
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from models.tasks.operations import close_kind, enter
from models.tasks.tables import Task, TaskKind


def show_change(
    session: Session, case: Case, person: Person, *, now: datetime, over: int | None = None
) -> None:
    """Show their card to who asks; it follows every step. `over` takes that message's place."""
    address = private(person)
    if address is not None:
        card = ChangeCard(case.id, person.id)
        show(session, card, to=address, now=now, over=over, anew=over is None)


def show_office(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Show it to this member of staff, in private, at the bottom of the chat."""
    address = chat_of(session, staff)
    if staff is not None and address is not None:
        show(session, ChangeOfficeCard(case.id, staff.id), to=address, now=now, anew=True)


def keeper_for(
    session: Session, home: Home | None, estate_id: int, *, besides: int | None = None,
    now: datetime,
) -> Staff | None:  # fmt: skip
    """Return who sees to a file: an officer on duty, of the building first, else who is above."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    officers = on_duty(session, estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    if home is not None:
        officers = sorted(officers, key=lambda staff: home.building not in staff.buildings)
    officers += staff_in(session, estate_id, StaffRole.OFFICER, *ABOVE, now=now)
    could = (each for each in officers if each.id != besides)
    return next((each for each in could if reachable(session, [each]) is not None), None)


def desk_of(session: Session, case: Case, now: datetime) -> Address | None:
    """Return the private chat of who has it, else of who is on duty. SEC-02."""
    home = session.get(Home, case.home_id or 0)
    owner = chat_of(session, session.get(Staff, case.owner_id or 0))
    return owner or chat_of(session, keeper_for(session, home, case.estate_id, now=now))


def tell(
    session: Session, case: Case, stage: Stage,
    *, words: str = "", until: datetime | None = None, now: datetime,
) -> None:  # fmt: skip
    """Tell who asked what has become of it. ETQ-06."""
    change = session.get_one(FileChange, case.id)
    lines = paper_lines(session, case, NEEDS[change.subject].proofs)
    told = ChangeTold(
        case.id, case.number, stage, change.subject, until or change.open_until,
        tuple(each for each in lines if not each.is_here), words,
    )  # fmt: skip
    tell_reporters(session, case, told, now=now)


def notify(
    session: Session, case: Case, staff: Staff | None, about: Notice, words: str = "",
    *, now: datetime,
) -> None:  # fmt: skip
    """Say it to this member of staff, in private."""
    address = chat_of(session, staff)
    if address is not None:
        subject = session.get_one(FileChange, case.id).subject
        until = session.get_one(FileChange, case.id).decide_by
        notice = ChangeNotice(case.id, case.number, about, subject, words, until)
        post(session, notice, to=address, now=now)


def tell_in_writing(
    session: Session, case: Case, change: FileChange, holds_from: datetime,
    *, is_off: bool = False, now: datetime,
) -> None:  # fmt: skip
    """Tell every owner of the home what changes, or that it does not after all. OWN-06.

    Who has no chat with us gets a letter that an officer delivers on that day; that it is off
    takes the place of the one before. Who asked knows by then that it is off.
    """
    told = FeesWillFollow(
        case.id, case.number, change.subject, place_of_home(session, case.home_id), change.before,
        change.proposed, holds_from, is_off,
    )  # fmt: skip
    owners = owners_of(session, change.home_id)
    if is_off:
        owners = [each for each in owners if each.id != case.reporter_id]
        close_kind(session, case.id, TaskKind.LETTER, now=now)
    for address in filter(None, map(private, owners)):
        post(session, told, to=address, now=now)
    if by_letter := [owner.id for owner in owners if private(owner) is None]:
        calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
        until, final = calendar.end_of_day(now, 0), holds_from
        if is_off:  # that day is nothing any more, and may be over in a second
            final = calendar.end_of_day(now, 1)
        letter = Task(
            estate_id=case.estate_id, kind=TaskKind.LETTER, case_id=case.id, people=by_letter,
            text_key=told.key(), due_at=until, opened_at=now,
        )  # fmt: skip
        enter(session, letter, written=True, final_at=final, now=now)


def owners_of(session: Session, home_id: int) -> list[Person]:
    """Return the owners of the home who have not left it."""
    wanted = select(Residency).where(
        Residency.home_id == home_id, Residency.role == HomeRole.OWNER,
        col(Residency.left_on).is_(None),
    )  # fmt: skip
    rows = session.exec(wanted.order_by(col(Residency.id)))
    return [session.get_one(Person, row.person_id) for row in rows]
