"""What the file says beside homes, people and cars; how it was changed; and who read it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.fields import KEY, choice, json_value, key, link, one_of
from models.owners.words import Subject


class Particulars(SQLModel, table=True):
    """What the file says of a person in a home that has no column elsewhere. OWN-03."""

    __tablename__ = "particulars"
    __table_args__ = (UniqueConstraint("home_id", "person_id"),)

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    employer: str = ""
    mail: str = ""
    about: str = ""
    bank: str = ""
    payer: str = ""


class FileChange(SQLModel, table=True):
    """A change of the file beside its case, whose key is its own. It holds when its case says so.

    `before` is what the file said when the change took its place; `undoes` the cells of the
    workbook that would undo it: sheet, key, column and the old value. `contact`: the telephone of
    somebody new; `person_id`: whom it is about. `form`: what was entered of a new owner's form,
    which nobody uses before `reviewed_by` has found it right. `lasts_until`: of a tenancy.
    """

    __tablename__ = "file_changes"
    __table_args__ = (one_of("subject", Subject),)

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    subject: Subject = choice(Subject)
    vehicle_id: int | None = link("vehicles.id", optional=True)
    proposed: str
    contact: str = ""
    lasts_until: date | None = None
    before: str = ""
    undoes: list[dict[str, Any]] = json_value(default_factory=list)
    form: dict[str, str] = json_value(default_factory=dict)
    entered_by: int | None = link("staff.id", optional=True)
    reviewed_by: int | None = link("staff.id", optional=True)
    reason: str = ""
    open_until: datetime | None = None
    decide_by: datetime | None = None
    approved_by: int | None = link("staff.id", optional=True)
    approved_at: datetime | None = None
    holds_from: datetime | None = None


class FileReading(SQLModel, table=True):
    """Somebody of the office read the file of a home: a row a reading, never changed. OWN-08."""

    __tablename__ = "file_readings"

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    staff_id: int = link("staff.id")
    at: datetime
