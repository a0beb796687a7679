"""Who comes to which home for its fees, when and for how much."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from models.collecting.rules import CollectionState
from models.fields import choice, key, link, one_of


class Collection(SQLModel, table=True):
    """Somebody comes to a home for its fees: whose, at which time, for how much; one at a time.

    `person_id` is who expects them, `staff_id` who comes. `rev` counts the times that were agreed.
    """

    __tablename__ = "collections"
    __table_args__ = (
        one_of("state", CollectionState),
        Index(
            "uq_collections_open", "home_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    staff_id: int = link("staff.id")
    state: CollectionState = choice(CollectionState, default=CollectionState.AGREED)
    rev: int = 1
    at: datetime
    amount: int  # fen
    rest_id: int | None = link("dunning_rests.id", optional=True)
    agreed_at: datetime
    arrived_at: datetime | None = None
    ended_at: datetime | None = None
