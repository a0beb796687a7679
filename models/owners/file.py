"""The file of a home as somebody may read it: its resident their own, the office any, noted."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.homes import homes_meant
from models.estate.tables import Estate, Home
from models.owners.rules import CLOSED, DAY
from models.owners.tables import FileChange, FileReading, Particulars
from models.parking.applying import owns
from models.parking.tables import Space, Vehicle
from models.people.operations import homes_of
from models.people.roster import on_duty
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from models.permissions import SUPERVISORS, require_staff, today_in

READINGS_SHOWN = 3
FIGURES_SHOWN = 4  # of a bank account


class NotOnDuty(NotAllowed):
    """Files are read by who is on duty, and by who is above. OWN-08, SEC-01."""

    text_key = "owners.not_on_duty"


def own_files(session: Session, person: Person, *, now: datetime) -> list[dict[str, Any]]:
    """Return the files of the person's homes: an owner's whole, others what is theirs. SEC-01."""
    today = today_in(session, person.estate_id, now=now)
    return [
        _of_others_hidden(_file(session, home, today, only=None if whole else person), person)
        | {"owns": whole, "read_by": _readings(session, home) if whole else []}
        for home in homes_of(session, person.id, on=today)
        for whole in (owns(session, person, home.id, now=now),)
    ]


def _of_others_hidden(file: dict[str, Any], person: Person) -> dict[str, Any]:
    """Leave out of a home's file what others in it told the office of themselves. SEC-01."""
    others = (each for each in file["people"] if each["person_id"] != person.id)
    for each in others:
        each |= {"about": "", "bank": ""}
    return file


def read_file(session: Session, words: str, *, by: Person, now: datetime) -> dict[str, Any] | None:
    """Return the file of the home that is meant; that it was read is kept. OWN-08, SEC-01.

    Raises NotAllowed for who is neither on duty at the desk nor above it.
    """
    staff = require_reader(session, by, now=now)
    homes = homes_meant(session, staff.estate_id, words)
    if len(homes) != 1:
        return None
    reading = FileReading(
        estate_id=staff.estate_id, home_id=homes[0].id, staff_id=staff.id, at=now
    )  # fmt: skip
    session.add(reading)
    today = today_in(session, staff.estate_id, now=now)
    return _file(session, homes[0], today) | {"owns": True, "read_by": []}


def require_reader(session: Session, person: Person, *, now: datetime) -> Staff:
    """Return the person's place in the office. Raises NotStaff, NotAllowed, NotOnDuty."""
    staff = require_staff(session, person, now=now)
    if staff.role in SUPERVISORS:
        return staff
    calendar = calendar_of(session, session.get_one(Estate, staff.estate_id))
    there = on_duty(session, staff.estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    if staff.role is not StaffRole.OFFICER:
        raise NotAllowed
    if staff.id not in {each.id for each in there}:
        raise NotOnDuty
    return staff


def cars_in(session: Session, homes: list[int]) -> list[Vehicle]:
    """Return the cars in the files of these homes."""
    wanted = select(Vehicle).where(col(Vehicle.home_id).in_(homes))
    return list(session.exec(wanted.order_by(col(Vehicle.id))))


def _file(
    session: Session, home: Home, today: date, *, only: Person | None = None
) -> dict[str, Any]:
    """Return what the file says: property, customer, vehicle; `only` one person of it. OWN-02."""
    return {
        "home_id": home.id, "address": home.address, "code": home.code,
        "use": home.use.value, "area": home.area_m2 or "", "meters": home.meters or "",
        "contract_no": home.contract_no or "", "delivered_on": str(home.delivered_on or ""),
        "people": _people(session, home, today, only),
        "cars": [_car(session, car) for car in cars_in(session, [home.id])],
        "open": _open_changes(session, home, only),
    }  # fmt: skip


def _people(session: Session, home: Home, today: date, only: Person | None) -> list[dict[str, Any]]:
    rows = session.exec(
        select(Residency).where(Residency.home_id == home.id).order_by(col(Residency.id))
    )
    pages = select(Particulars).where(Particulars.home_id == home.id)
    known = {page.person_id: page for page in session.exec(pages)}
    shown = []
    for row in rows:
        gone = row.left_on is not None and row.left_on <= today
        if gone or (only is not None and row.person_id != only.id):
            continue
        person, page = session.get_one(Person, row.person_id), known.get(row.person_id)
        shown.append(
            {
                "person_id": person.id, "name": row.name, "role": row.role.value,
                "since": str(row.since or ""),
                "until": str(row.left_on - DAY) if row.left_on else "",
                "phone": person.phone or "", "is_owner": row.role is HomeRole.OWNER,
                "employer": page.employer if page else "", "mail": page.mail if page else "",
                "payer": page.payer if page else "", "about": page.about if page else "",
                "bank": page.bank[-FIGURES_SHOWN:] if page else "",
            }
        )  # fmt: skip
    return shown


def _car(session: Session, car: Vehicle) -> dict[str, str]:
    space = session.get(Space, car.space_id or 0)
    return {
        "plate": car.plate, "model": car.model or "", "space": space.number if space else "",
        "licence_no": car.licence_no or "", "insured_until": str(car.insured_until or ""),
    }  # fmt: skip


def _open_changes(session: Session, home: Home, only: Person | None) -> list[dict[str, Any]]:
    wanted = (
        select(Case.number, FileChange.subject, Case.reporter_id)
        .join(FileChange, col(FileChange.id) == col(Case.id))
        .where(FileChange.home_id == home.id, col(Case.status).not_in(CLOSED))
    )
    return [
        {"number": number, "subject": str(subject)}
        for number, subject, reporter_id in session.exec(wanted.order_by(col(Case.id)))
        if only is None or reporter_id == only.id
    ]


def _readings(session: Session, home: Home) -> list[dict[str, Any]]:
    """Return who of the office read the file last, for its owner."""
    wanted = (
        select(FileReading.at, Staff.name)
        .join(Staff, col(Staff.id) == col(FileReading.staff_id))
        .where(FileReading.home_id == home.id)
    )
    newest = session.exec(wanted.order_by(col(FileReading.id).desc()).limit(READINGS_SHOWN))
    return [{"at": str(at), "name": name} for at, name in newest]
