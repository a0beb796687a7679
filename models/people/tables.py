"""People, their roles in homes and in the office, the roster, and invitations."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.fields import choice, json_value, key, link, one_of, telegram_id
from models.people.rules import WrittenAt


class Language(StrEnum):
    """A language that every text exists in."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


class AddressAs(StrEnum):
    """How a person wishes to be addressed (S-48)."""

    MR = "先生"
    MS = "女士"
    NONE = "none"


class HomeRole(StrEnum):
    """What a resident is to a home."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    PROXY = "proxy"  # acts for the owner in named matters, until a day


class StaffRole(StrEnum):
    """A role in the office."""

    OFFICER = "officer"
    TECHNICIAN = "technician"
    SUPERVISOR = "supervisor"
    QUALITY_SUPERVISOR = "quality_supervisor"
    MANAGER = "manager"
    OFFICE_HEAD = "office_head"
    FINANCE = "finance"
    RENOVATION_OFFICER = "renovation_officer"
    GUARD = "guard"
    COMPANY = "company"
    ADMINISTRATOR = "administrator"


class Department(StrEnum):
    """A department by the letters of the complaint code (S-24)."""

    KF = "KF"
    ZX = "ZX"
    GC = "GC"
    BJ = "BJ"
    YY = "YY"
    QT = "QT"


class Trade(StrEnum):
    """What a fault belongs to, and what a technician can do."""

    PLUMBING = "plumbing"
    ELECTRICAL = "electrical"
    LIFT = "lift"
    DOORS_LOCKS = "doors_locks"
    WALLS_LEAKS = "walls_leaks"
    HVAC = "hvac"
    GAS = "gas"
    FIRE_SAFETY = "fire_safety"
    NETWORK_INTERCOM = "network_intercom"
    LIGHTING = "lighting"
    CLEANING = "cleaning"
    GREENING = "greening"
    PESTS = "pests"
    OTHER = "other"


class Duty(StrEnum):
    """What a roster row asks of a member of staff."""

    SHIFT = "shift"
    ON_CALL = "on_call"


class InvitationKind(StrEnum):
    """What an invitation's code opens."""

    HOME = "home"
    STAFF = "staff"
    GROUP = "group"


class Person(SQLModel, table=True):
    """A human being; all rows of the workbook with one phone number are one person.

    `elder` asks for large, short screens; `written_at` for hours of one's own. `marks`: random
    names by which the list of erasures knows the row, and those that became one with it.
    `former_account`: whose last role ended asks from it for their own data, and nothing else.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("estate_id", "telegram_id"),
        UniqueConstraint("estate_id", "phone"),
        one_of("language", Language),
        one_of("address_as", AddressAs),
        one_of("written_at", WrittenAt),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    name: str
    phone: str | None = None
    language: Language = choice(Language, default=Language.SIMPLIFIED)
    address_as: AddressAs = choice(AddressAs, default=AddressAs.NONE)
    elder: bool = False
    written_at: WrittenAt = choice(WrittenAt, default=WrittenAt.ESTATE)
    former_account: int | None = telegram_id(optional=True, index=True)
    telegram_id: int | None = telegram_id(optional=True, index=True)
    unreachable_since: datetime | None = None
    marks: str = Field(default_factory=lambda: secrets.token_hex(16))


class Residency(SQLModel, table=True):
    """A person's role in a home. `left_on` ends access at the start of that day.

    `invited_by`: the owner who let them in; `matters`: what a proxy may act in. `shares`: this
    owner lets the family see the home's repairs.
    """

    __tablename__ = "residencies"
    __table_args__ = (UniqueConstraint("home_id", "name"), one_of("role", HomeRole))

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    name: str
    role: HomeRole = choice(HomeRole)
    since: date | None = None
    left_on: date | None = None
    invited_by: int | None = link("people.id", optional=True)
    matters: list[str] = json_value(default_factory=list)
    shares: bool = False


class Staff(SQLModel, table=True):
    """A member of staff. `left_on` ends every authority at the start of that day."""

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("estate_id", "name"),
        one_of("role", StaffRole),
        one_of("department", Department),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    person_id: int = link("people.id")
    name: str
    role: StaffRole = choice(StaffRole)
    department: Department = choice(Department, default=Department.QT)
    trades: list[str] = json_value(default_factory=list)
    buildings: list[str] = json_value(default_factory=list)
    reports_to: str | None = None
    deputy: str | None = None
    left_on: date | None = None


class Shift(SQLModel, table=True):
    """A row of the roster: `on` is a weekday (`mon`) or a date (`2026-10-01`)."""

    __tablename__ = "shifts"
    __table_args__ = (
        UniqueConstraint("staff_id", "on", "begins", "duty"),
        one_of("duty", Duty),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    staff_id: int = link("staff.id")
    on: str
    begins: str
    ends: str
    duty: Duty = choice(Duty, default=Duty.SHIFT)
    order: int = 1


class Invitation(SQLModel, table=True):
    """A single-use code, kept only as its hash."""

    __tablename__ = "invitations"
    __table_args__ = (one_of("kind", InvitationKind),)

    id: int = key()
    estate_id: int = link("estates.id")
    code_hash: str = Field(unique=True)
    kind: InvitationKind = choice(InvitationKind)
    residency_id: int | None = link("residencies.id", optional=True)
    staff_id: int | None = link("staff.id", optional=True)
    purpose: str | None = None
    trades: list[str] = json_value(default_factory=list)
    buildings: list[str] = json_value(default_factory=list)
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = telegram_id(optional=True)
