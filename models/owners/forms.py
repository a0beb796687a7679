"""A new owner's form 业主信息登记表: entered in time, reviewed by a second person, then used."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.operations import move, open_case
from models.cases.tables import Case, Kind
from models.due import called_off, due
from models.dunning.watching import home_stirs
from models.dunning.words import Stir
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.events import Actor
from models.moving.ends import ends_on
from models.owners.clock import FormWaits, HomeIsSold
from models.owners.effects import particulars
from models.owners.messages import Notice
from models.owners.policy import OwnersPolicy
from models.owners.requesting import end, give, may
from models.owners.rules import Action, Status, Subject, entered_by, warned_at
from models.owners.tables import FileChange
from models.owners.telling import keeper_for, notify
from models.people.tables import HomeRole, Person, Residency, Staff
from models.permissions import require_officer, require_staff, today_in

AT_ONCE = datetime(2026, 1, 1, tzinfo=UTC)  # an import knows no hour: with the next sweep


class OwnEntry(DomainError):
    """Who has entered it does not review it. OWN-05."""

    text_key = "owners.own_entry"


def form_for(session: Session, home_id: int, *, by: Person, now: datetime) -> Case:
    """Begin the form of the home's newest owner, because an officer says there is one. OWN-04.

    Raises NotAllowed when the home has no owner.
    """
    staff = require_officer(session, by, now=now)
    owner = session.exec(
        select(Residency)
        .where(
            Residency.home_id == home_id, Residency.estate_id == staff.estate_id,
            Residency.role == HomeRole.OWNER, col(Residency.left_on).is_(None),
        )
        .order_by(col(Residency.id).desc())
    ).first()  # fmt: skip
    if owner is None:
        raise NotAllowed
    return open_form(session, home_id, session.get_one(Person, owner.person_id), now=now)


def open_form(session: Session, home_id: int, owner: Person, *, now: datetime) -> Case:
    """Let an officer enter the new owner's form within its days; one form at a time. OWN-04, S-08.

    Who has it is warned a day before; past the limit it climbs.
    """
    known = (
        select(Case)
        .join(FileChange, col(FileChange.id) == col(Case.id))
        .where(
            FileChange.home_id == home_id, FileChange.person_id == owner.id,
            FileChange.subject == Subject.REGISTRATION,
            col(Case.status).in_((Status.TO_ENTER, Status.REVIEWING)),
        )
    )  # fmt: skip
    if (case := session.exec(known).first()) is not None:
        return case
    case = open_case(
        session, kind=Kind.FILE_CHANGE, status=Status.TO_ENTER, reporter=owner, home_id=home_id,
        now=now,
    )  # fmt: skip
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    until = entered_by(now, policy_of(session, case.estate_id, OwnersPolicy), calendar)
    form = FileChange(
        id=case.id, estate_id=case.estate_id, home_id=home_id, person_id=owner.id,
        subject=Subject.REGISTRATION, proposed="", decide_by=until,
    )  # fmt: skip
    session.add(form)
    session.flush()
    due(session, FormWaits(case.id), estate_id=case.estate_id, at=warned_at(until))
    give(session, case, None, now=now)
    home_stirs(session, home_id, Stir.OWNER, now=now)
    return case


def plan_forms(
    session: Session, estate: Estate, rows: Mapping[str, Any], present: Mapping[str, Any]
) -> None:
    """Have the form begun of whom the workbook makes owner of a home that it had people in. OWN-04.

    Of a home that the estate begins with, nobody is new.
    """
    newest: dict[int, int] = {}
    for known in present["residents"].values():
        newest[known.home_id] = max(known.id, newest.get(known.home_id, 0))
    for row in rows.get("residents", ()):
        home = present["homes"].get((row["home_code"],))
        is_new = (row["home_code"], row["name"]) not in present["residents"]
        if is_new and row.get("role") == HomeRole.OWNER and home is not None and home.id in newest:
            sold = HomeIsSold(home.id, newest[home.id])
            due(session, sold, estate_id=estate.id, at=AT_ONCE)


def home_is_sold(session: Session, moment: HomeIsSold, *, now: datetime) -> None:
    """Begin the form of each owner whom the workbook has brought. OWN-04, S-08."""
    wanted = select(Residency).where(
        Residency.home_id == moment.subject, Residency.role == HomeRole.OWNER,
        col(Residency.id) > moment.last, col(Residency.left_on).is_(None),
    )  # fmt: skip
    for row in session.exec(wanted.order_by(col(Residency.id))).all():
        open_form(session, row.home_id, session.get_one(Person, row.person_id), now=now)


def enter(
    session: Session, case_id: int, entries: Mapping[str, str], *, by: Person, now: datetime
) -> Case:
    """Keep what the form says beside the file; it is used when somebody else has reviewed it.

    Raises NotAllowed. OWN-04, OWN-05.
    """
    case, status = may(session, case_id, Action.ENTER, by=by, now=now)
    form = session.get_one(FileChange, case.id)
    staff = require_staff(session, by, now=now)
    form.form, form.entered_by, form.reason = dict(entries), staff.id, ""
    form.proposed = "；".join(each for each in entries.values() if each)
    session.add(form)
    move(session, case, status, Action.ENTER, actor=Actor.STAFF, person=by, now=now)
    home = session.get_one(Home, form.home_id)
    second = keeper_for(session, home, case.estate_id, besides=staff.id, now=now)
    give(session, case, second, now=now)
    return case


def review(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the file use what was entered: a second person finds it right. OWN-05.

    Raises NotAllowed, OwnEntry.
    """
    case, status = may(session, case_id, Action.FORM_RIGHT, by=by, now=now)
    form = session.get_one(FileChange, case.id)
    form.reviewed_by = _second(session, form, by, now=now).id
    page = particulars(session, form)
    page.employer = form.form.get("employer", "") or page.employer
    page.mail = form.form.get("mail", "") or page.mail
    session.add_all((form, page))
    _members(session, form)
    called_off(session, FormWaits, subject=case.id, now=now)
    end(session, case, status, Action.FORM_RIGHT, actor=Actor.STAFF, by=by, now=now)
    return case


def send_back(session: Session, case_id: int, reason: str, *, by: Person, now: datetime) -> Case:
    """Let it be entered again: a second person has found an error. OWN-05.

    Raises NotAllowed, OwnEntry.
    """
    case, status = may(session, case_id, Action.FORM_WRONG, by=by, now=now)
    form = session.get_one(FileChange, case.id)
    _second(session, form, by, now=now)
    form.reason = reason
    session.add(form)
    move(session, case, status, Action.FORM_WRONG, actor=Actor.STAFF, person=by, now=now)
    give(session, case, session.get(Staff, form.entered_by or 0), now=now)
    return case


def cancel(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Close the account: nobody but the company's general manager can. OWN-05.

    What the form had put into the file goes; who lived there does not any more. Raises NotAllowed.
    """
    case, status = may(session, case_id, Action.CANCEL_ACCOUNT, by=by, now=now)
    form = session.get_one(FileChange, case.id)
    page = particulars(session, form)
    if page.id is not None:
        session.delete(page)
    today = today_in(session, case.estate_id, now=now)
    rows = select(Residency).where(
        Residency.home_id == form.home_id, Residency.person_id == form.person_id,
        col(Residency.left_on).is_(None),
    )  # fmt: skip
    for row in session.exec(rows):
        ends_on(session, row, today)
    called_off(session, FormWaits, subject=case.id, now=now)
    end(session, case, status, Action.CANCEL_ACCOUNT, actor=Actor.STAFF, by=by, now=now)
    owner = session.get(Staff, case.owner_id or 0)
    notify(session, case, owner, Notice.CANCELLED, now=now)
    return case


def _second(session: Session, form: FileChange, by: Person, *, now: datetime) -> Staff:
    """Return the reviewer. Raises OwnEntry for who has entered it. OWN-05."""
    staff = require_staff(session, by, now=now)
    if staff.id == form.entered_by:
        raise OwnEntry
    return staff


def _members(session: Session, form: FileChange) -> None:
    """Enter the main members whom the home does not know yet."""
    names = form.form.get("members", "").replace("，", "、").split("、")
    rows = select(Residency.name).where(Residency.home_id == form.home_id)
    known = set(session.exec(rows))
    for name in dict.fromkeys(each.strip() for each in names):
        if name and name not in known:
            person = Person(estate_id=form.estate_id, name=name)
            session.add(person)
            session.flush()
            member = Residency(
                estate_id=form.estate_id, home_id=form.home_id, person_id=person.id, name=name,
                role=HomeRole.FAMILY,
            )  # fmt: skip
            session.add(member)
