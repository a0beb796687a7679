"""What a card costs: the row of the office's list of fees, published before anybody applies."""

from decimal import Decimal

from sqlmodel import Session, col, select

from models.access_cards.rules import tariff_code
from models.access_cards.words import CardKind
from models.estate.tables import SheetRow
from models.values import frozen


@frozen
class CardFee:
    """A fee as the list has it; without an amount it is as posted at the desk."""

    amount: int | None = None  # in minor units
    unit: str = ""
    note: str = ""


def fee_of(session: Session, estate_id: int, kind: CardKind) -> CardFee:
    """Return what a card of this kind costs by the sheet `tariffs`. CRD-01, GEN-13."""
    rows = session.exec(
        select(SheetRow)
        .where(SheetRow.estate_id == estate_id, SheetRow.sheet == "tariffs")
        .order_by(col(SheetRow.id))
    )
    for row in rows:
        if row.values.get("code") == tariff_code(kind):
            price = row.values.get("price")
            amount = None if price is None else int(Decimal(str(price)) * 100)
            return CardFee(amount, row.values.get("unit") or "", row.values.get("note") or "")
    return CardFee()
