"""The answers, who changed them when, and what each member of staff knew."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.faq.rules import Change
from models.fields import choice, json_value, key, link, one_of
from models.people.tables import Language


class FaqEntry(SQLModel, table=True):
    """A question with the office's answer; without `language` it is in the estate's.

    One that is removed stays for the changes and quizzes that name it, and frees its place.
    """

    __tablename__ = "faq"
    __table_args__ = (
        one_of("language", Language),
        Index(
            "uq_faq_standing", "estate_id", "topic", "question", unique=True,
            sqlite_where=text("removed_on IS NULL"), postgresql_where=text("removed_on IS NULL"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    topic: str
    question: str
    answer: str
    keywords: list[str] = json_value(default_factory=list)
    language: Language | None = choice(Language, default=None, nullable=True)
    confirmed_on: date | None = None
    removed_on: date | None = None


class FaqChange(SQLModel, table=True):
    """What somebody did to an answer, append-only: `answer` is how it read from then on."""

    __tablename__ = "faq_changes"
    __table_args__ = (one_of("action", Change),)

    id: int = key()
    estate_id: int = link("estates.id")
    entry_id: int = link("faq.id")
    staff_id: int = link("staff.id")
    at: datetime
    action: Change = choice(Change)
    answer: str


class FaqQuiz(SQLModel, table=True):
    """One person's quiz of one round (`2026-12`, or `start` for who is new).

    `asked` was drawn from `seed` when it was opened; `chosen` are the answers so far.
    """

    __tablename__ = "faq_quizzes"
    __table_args__ = (UniqueConstraint("staff_id", "round"),)

    id: int = key()
    estate_id: int = link("estates.id")
    staff_id: int = link("staff.id")
    round: str
    seed: int = Field(ge=0, sa_type=BigInteger)  # 32 bits without a sign
    asked: list[list[int]] = json_value()
    chosen: list[int] = json_value(default_factory=list)
    opened_at: datetime
    finished_at: datetime | None = None
