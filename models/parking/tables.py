"""The ledger of spaces 车位台帐, the cars of the homes, and what an application keeps."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.fields import KEY, choice, key, link, one_of
from models.parking.words import LeaseState, SpaceKind, SpaceState


class Space(SQLModel, table=True):
    """A parking space. `state` is what the office says of it; its open lease says who has it."""

    __tablename__ = "spaces"
    __table_args__ = (
        UniqueConstraint("estate_id", "number"),
        one_of("kind", SpaceKind),
        one_of("state", SpaceState),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    number: str
    kind: SpaceKind = choice(SpaceKind)
    monthly_fee: int | None = None
    state: SpaceState = choice(SpaceState, default=SpaceState.FREE)


class Lease(SQLModel, table=True):
    """Who has a space, from its application on until it is empty again.

    The database lets no space have two that are not ended: whatever runs at once, it is leased
    once. What came with the workbook has no application; `person_id` is who leased it.
    """

    __tablename__ = "leases"
    __table_args__ = (
        Index(
            "uq_leases_open", "space_id", unique=True,
            sqlite_where=text("state <> 'ended'"), postgresql_where=text("state <> 'ended'"),
        ),
        one_of("state", LeaseState),
        CheckConstraint("ends_on IS NULL OR begins_on <= ends_on", name="in_order"),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    space_id: int = link("spaces.id")
    home_id: int | None = link("homes.id", optional=True)
    person_id: int | None = link("people.id", optional=True)
    case_id: int | None = link("cases.id", optional=True)
    state: LeaseState = choice(LeaseState)
    contract_no: str | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    card_no: str | None = None


class Vehicle(SQLModel, table=True):
    """A car in the file of its home: owner, licence, space, model, insurance. PRK-08, OWN-03."""

    __tablename__ = "vehicles"
    __table_args__ = (UniqueConstraint("estate_id", "plate"),)

    id: int = key()
    estate_id: int = link("estates.id")
    plate: str
    home_id: int = link("homes.id")
    owner_name: str | None = None
    model: str | None = None
    licence_no: str | None = None
    insured_until: date | None = None
    space_id: int | None = link("spaces.id", optional=True)


class Opening(SQLModel, table=True):
    """An announced hour at which what is reserved of a kind can be had.

    What was applied for since its announcement counts as of that hour. `seed` decides between
    them; it is told to nobody before `held_at`, and empty where there is no draw. `spaces`: how
    many there were then. `withdrawn`: why it was not held, but given up at that moment.
    """

    __tablename__ = "parking_openings"
    __table_args__ = (
        Index(
            "uq_openings_ahead", "estate_id", "space_kind", unique=True,
            sqlite_where=text("held_at IS NULL"), postgresql_where=text("held_at IS NULL"),
        ),
        one_of("space_kind", SpaceKind),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    space_kind: SpaceKind = choice(SpaceKind)
    opens_at: datetime
    seed: str = ""
    announced_by: int = link("staff.id")
    announced_at: datetime
    held_at: datetime | None = None
    spaces: int = 0
    withdrawn: str = ""


class Application(SQLModel, table=True):
    """What an application for a space keeps beside its case, whose key is its own.

    It has its place on the list by `counts_at`, then by its `lot` among those of that moment: 0
    until it is drawn. `open_until` ends it unless what is asked comes before; `shown_at` and
    `handed_at` are the ends of the formality. `renews`: it goes on with the lease that there is.
    """

    __tablename__ = "parking_applications"
    __table_args__ = (one_of("space_kind", SpaceKind),)

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    estate_id: int = link("estates.id")
    space_kind: SpaceKind = choice(SpaceKind)
    is_tenant: bool = False
    plate: str
    model: str
    address: str = ""
    employer: str = ""
    licence_no: str = ""
    insured_until: date | None = None
    months: int = 0
    contract_no: str = ""
    card_no: str = ""
    receipt_no: str = ""
    reason: str = ""
    counts_at: datetime
    opening_id: int | None = link("parking_openings.id", optional=True)
    lot: int = 1
    lease_id: int | None = link("leases.id", optional=True)
    renews: bool = False
    open_until: datetime | None = None
    check_by: datetime | None = None
    shown_at: datetime | None = None
    signed_at: datetime | None = None
    signed_by: int | None = link("staff.id", optional=True)
    handed_at: datetime | None = None
