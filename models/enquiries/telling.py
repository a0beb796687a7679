"""Tell who asked, show the card to the desk or to who has it, say it to the office."""

from datetime import datetime

from sqlmodel import Session

from models.cases.independence import is_for_groups, others
from models.cases.lines import owner_of
from models.cases.tables import Case
from models.enquiries.cards import AskerCard, EnquiryCard, EnquiryOwnerCard
from models.enquiries.messages import EnquiryNotice, Notice
from models.enquiries.tables import Enquiry
from models.enquiries.words import Sort
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.groups.desk import ABOVE
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import Address, in_group, post, private, show
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Person, Staff, StaffRole


def show_receipt(
    session: Session, case: Case, person: Person, *, now: datetime, over: int | None = None
) -> None:
    """Show their card to who asked; it follows every step. `over` takes that message's place."""
    address = private(person)
    if address is not None:
        card = AskerCard(case.id, person.id)
        show(session, card, to=address, now=now, over=over, anew=over is None)


def show_at_desk(session: Session, case: Case, *, now: datetime) -> None:
    """Show it to the officers, in their group; what names one of the staff to one person only."""
    group = _group(session, case)
    if group is not None:
        show(session, EnquiryCard(case.id), to=group, now=now, anew=True)
    else:
        show_card(session, case, first_reader(session, case, now=now), now=now)


def show_card(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Show it to this member of staff, in private, at the bottom of the chat."""
    address = _chat_of(session, staff)
    if staff is not None and address is not None:
        show(session, EnquiryOwnerCard(case.id, staff.id), to=address, now=now, anew=True)


def desk_of(session: Session, case: Case, now: datetime) -> Address | None:
    """Return the chat that has it while nobody does."""
    return _group(session, case) or _chat_of(session, first_reader(session, case, now=now))


def first_reader(session: Session, case: Case, *, now: datetime) -> Staff | None:
    """Return the first officer on duty who may read it, else the first superior."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    officers = on_duty(session, case.estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    return _first(session, case, [*officers, *staff_in(session, case.estate_id, *ABOVE, now=now)])


def superior(session: Session, case: Case, *, step: int = 0, now: datetime) -> Staff | None:
    """Return the `step`-th one up who may read it and does not have it; the last one stays."""
    roles = ABOVE[min(step, len(ABOVE) - 1) :]
    above = _first(session, case, staff_in(session, case.estate_id, *roles, now=now))
    return above or _first(session, case, staff_in(session, case.estate_id, *ABOVE, now=now))


def notify(session: Session, case: Case, staff: Staff | None, about: Notice, words: str = "",
           *, now: datetime) -> None:  # fmt: skip
    """Say it to this member of staff, in private."""
    address = _chat_of(session, staff)
    if address is None:
        return
    until = session.get_one(Enquiry, case.id).answer_by
    told = EnquiryNotice(
        case.id, case.number, about, Sort(case.kind), owner_of(session, case), until, words
    )
    post(session, told, to=address, now=now)


def _first(session: Session, case: Case, candidates: list[Staff]) -> Staff | None:
    free = (each for each in others(session, case, candidates) if each.id != case.owner_id)
    return next((each for each in free if reachable(session, [each]) is not None), None)


def _group(session: Session, case: Case) -> Address | None:
    group = group_for(session, case.estate_id, Purpose.MANAGEMENT)
    return None if group is None or not is_for_groups(session, case) else in_group(group)


def _chat_of(session: Session, staff: Staff | None) -> Address | None:
    return None if staff is None else private(session.get_one(Person, staff.person_id))
