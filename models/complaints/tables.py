"""What a complaint keeps beside its case."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.complaints.words import Fault, Importance, Wished
from models.fields import KEY, choice, key, link, one_of
from models.people.tables import Department


class Complaint(SQLModel, table=True):
    """A complaint; its key is its case's. What its register and its handling record say.

    `category` is a row of the estate's class table, empty when unsure. `answer_by` and
    `solve_by` were told. `valid` is None until somebody has judged, `fault` until somebody has
    found whose it is; `called`: who meets at `meeting_at`, in the handler's words.
    """

    __tablename__ = "complaints"
    __table_args__ = (
        one_of("importance", Importance),
        one_of("department", Department),
        one_of("wished", Wished),
        one_of("fault", Fault),
        UniqueConstraint("estate_id", "year", "serial"),
        UniqueConstraint("sign_code"),
    )

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    estate_id: int = link("estates.id")
    year: int
    serial: int
    code: str
    importance: Importance = choice(Importance)
    department: Department = choice(Department)
    category: str = ""
    told: str
    place: str = ""
    against: str = ""
    wish: str = ""
    wished: Wished = choice(Wished, default=Wished.ANY)
    stopped_at: datetime | None = None  # the harm that was going on (CMP-10)
    sign_code: str
    valid: bool | None = None
    explanation: str = ""
    cause: str = ""
    fault: Fault | None = choice(Fault, default=None, nullable=True)
    plan: str = ""
    called: str = ""
    meeting_at: datetime | None = None
    result: str = ""
    handed_to: str = ""
    answer_by: datetime
    solve_by: datetime
    answered_at: datetime | None = None
    handled_at: datetime | None = None
    reported_at: datetime | None = None  # to the company, in writing (CMP-08)
    company_since: datetime | None = None  # it was brought before the company, which may read it


class Settlement(SQLModel, table=True):
    """An amount in fen that somebody wants to promise; `approved` is None while it is asked."""

    __tablename__ = "complaint_settlements"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_is_no_debt"),)

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    amount: int
    what: str
    asked_by: int = link("staff.id")
    asked_at: datetime
    approved: bool | None = None
    decided_by: int | None = link("staff.id", optional=True)
    decided_at: datetime | None = None


class Overrun(SQLModel, table=True):
    """A later promise that somebody asks for, with its reason; the head decides."""

    __tablename__ = "complaint_overruns"

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    until: datetime
    reason: str
    asked_by: int = link("staff.id")
    asked_at: datetime
    approved: bool | None = None
    decided_by: int | None = link("staff.id", optional=True)
    decided_at: datetime | None = None
