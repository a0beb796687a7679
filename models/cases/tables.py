"""Cases: one row each, whatever their kind, and the files that belong to them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of


class Kind(StrEnum):
    """What a case is; each kind has a table of its own beside this one."""

    REPAIR = "repair"
    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    PARKING = "parking"
    CARD = "card"
    FILE_CHANGE = "file_change"
    BLOCKED = "blocked"


class FileRole(StrEnum):
    """What a file shows."""

    REPORT = "report"
    RESULT = "result"
    OPINION = "opinion"
    SHEET = "sheet"
    CONTACT_SHEET = "contact_sheet"


class Case(SQLModel, table=True):
    """A request with an estate-wide №. `rev` counts changes of status; `level` climbs on reopening.

    `status` is a status of the kind's flow, `owner_id` the member of staff who has it.
    `unnamed`: the office learns who reported it by no list, search, story or telephone.
    """

    __tablename__ = "cases"
    __table_args__ = (UniqueConstraint("estate_id", "number"), one_of("kind", Kind))

    id: int = key()
    estate_id: int = link("estates.id")
    number: int
    kind: Kind = choice(Kind)
    status: str
    rev: int = 0
    level: int = 0
    reporter_id: int = link("people.id")
    home_id: int | None = link("homes.id", optional=True)
    owner_id: int | None = link("staff.id", optional=True)
    unnamed: bool = False
    opened_at: datetime
    closed_at: datetime | None = None


class CaseReporter(SQLModel, table=True):
    """Somebody who reported the same as the case's first reporter, from where, in which words."""

    __tablename__ = "case_reporters"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)

    id: int = key()
    case_id: int = link("cases.id")
    person_id: int = link("people.id")
    home_id: int | None = link("homes.id", optional=True)
    told: str = ""
    since: datetime


class CaseAbout(SQLModel, table=True):
    """A member of staff whom the case is about: it is kept from them everywhere."""

    __tablename__ = "case_about"
    __table_args__ = (UniqueConstraint("case_id", "staff_id"),)

    id: int = key()
    case_id: int = link("cases.id")
    staff_id: int = link("staff.id")


class CaseFile(SQLModel, table=True):
    """A file of a case: what the reporter showed, the result, or a signed sheet."""

    __tablename__ = "case_files"
    __table_args__ = (UniqueConstraint("case_id", "file_id"), one_of("role", FileRole))

    id: int = key()
    case_id: int = link("cases.id")
    file_id: int = link("files.id")
    role: FileRole = choice(FileRole)
