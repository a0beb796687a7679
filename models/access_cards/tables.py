"""The cards of the homes, and what an application for one keeps."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.access_cards.words import CardKind, CardState
from models.fields import KEY, choice, key, link, one_of


class AccessCard(SQLModel, table=True):
    """A card that was handed out, by its number: whose it is, and whether it works.

    `handback_id`: it was asked back because somebody leaves the home.
    """

    __tablename__ = "access_cards"
    __table_args__ = (
        UniqueConstraint("estate_id", "number"),
        one_of("kind", CardKind),
        one_of("state", CardState),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    case_id: int = link("cases.id")
    kind: CardKind = choice(CardKind)
    number: str
    holder: str = ""
    state: CardState = choice(CardState, default=CardState.WORKS)
    handback_id: int | None = link("handbacks.id", optional=True)


class CardApplication(SQLModel, table=True):
    """What an application for a card keeps beside its case, whose key is its own.

    `open_until` ends it unless what is asked comes before; `promised_by`: when the resident hears
    or has it. `fee`: what was told, empty where no fee is listed. `replaces`: a card that was lost.
    """

    __tablename__ = "card_applications"
    __table_args__ = (one_of("card_kind", CardKind),)

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    estate_id: int = link("estates.id")
    card_kind: CardKind = choice(CardKind)
    holder: str = ""
    fee: int | None = None
    receipt_no: str = ""
    card_no: str = ""
    replaces: int | None = link("access_cards.id", optional=True)
    open_until: datetime | None = None
    promised_by: datetime | None = None
