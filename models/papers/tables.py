"""Copies of papers, and the keys that everything is under which people send."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.fields import choice, key, link, one_of
from models.papers.words import PaperKind

__all__ = ["Paper", "PaperKind", "PaperState"]


class PaperState(StrEnum):
    """Whether the copy can be looked at."""

    WANTED = "wanted"
    KEPT = "kept"
    REFUSED = "refused"  # no picture, or not to be had; who sent it was told
    ERASED = "erased"


class FileKey(SQLModel, table=True):
    """The key of what a person sent, sealed under that of the installation.

    Without `sealed` nothing under `name` can be read any more, by anybody, in any copy.
    """

    __tablename__ = "file_keys"

    id: int = key()
    person_id: int = link("people.id")
    name: str = Field(unique=True)
    sealed: str | None = None


class Paper(SQLModel, table=True):
    """A copy of a paper, for the case it was asked for. It is erased on `erase_on`, or before.

    What remains then says only that there was one, of which kind and from when until when.
    """

    __tablename__ = "papers"
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "file_id"),
        one_of("kind", PaperKind),
        one_of("state", PaperState),
        CheckConstraint("(state = 'erased') = (erased_at IS NOT NULL)", name="erased_once"),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    person_id: int = link("people.id")
    file_id: int = link("files.id")
    kind: PaperKind = choice(PaperKind)
    state: PaperState = choice(PaperState, default=PaperState.WANTED)
    received_at: datetime
    erase_on: date
    erased_at: datetime | None = None


class PaperCheck(SQLModel, table=True):
    """What the desk found of a paper: its flaw, or that the copy equals the original. PRK-01."""

    __tablename__ = "paper_checks"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    kind: str
    flaw: str = ""
    checked_by: int | None = link("staff.id", optional=True)
    checked_at: datetime | None = None
