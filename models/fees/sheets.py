"""The sheets `charges` and `payments`: accounts as the workbook or accounting has them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from models.cells import WrongCell
from models.columns import SHEETS
from models.estate.tables import Estate, Home
from models.fees.tables import Charge, Payment
from models.fees.words import PaymentState
from models.workbook import Book, Fault, Row

Kept = tuple[Any, Row]
Known = Mapping[tuple[str, ...], Any]
FIELDS: Mapping[str, tuple[type[SQLModel], Mapping[str, str]]] = {  # column → field
    "charges": (
        Charge, {"period": "period", "item": "item", "amount": "amount", "due_on": "due_on"},
    ),
    "payments": (
        Payment, {
            "reference": "reference", "paid_on": "paid_on", "amount": "amount",
            "method": "method", "charge_period": "period", "item": "item",
        },
    ),
}  # fmt: skip


def fee_rows(session: Session, estate: Estate, codes: Mapping[int, str]) -> dict[str, list[Kept]]:
    """Return the rows of both sheets, beside each its row; a cancelled payment is in neither."""
    return {
        sheet: [
            (
                each,
                {"home_code": codes[each.home_id]}
                | {column: getattr(each, field) for column, field in fields.items()},
            )
            for each in session.exec(_of(table, estate))
        ]
        for sheet, (table, fields) in FIELDS.items()
    }


def put_fees(
    session: Session,
    estate: Estate,
    rows: Mapping[str, Sequence[Row]],
    present: Mapping[str, Known],
) -> None:
    """Make charges and payments equal to the rows; what they do not name is untouched."""
    for sheet, (table, fields) in FIELDS.items():
        added = []
        for row in rows.get(sheet, ()):
            values = {field: row[column] for column, field in fields.items() if column in row}
            values["home_id"] = present["homes"][row["home_code"],].id
            if known := present[sheet].get(SHEETS[sheet].key_of(row)):
                known.sqlmodel_update(values)
                session.add(known)
            else:
                added.append({"estate_id": estate.id, **values})
        if added:
            session.execute(insert(table), added)  # thousands: an object each is slow
    session.flush()


def receipts_undone(session: Session, estate: Estate, book: Book) -> Iterator[Fault]:
    """Yield the cells that would change a receipt we handed over, or bring a cancelled one back."""
    wanted = (
        select(Payment, Home.code)
        .join(Home, col(Home.id) == col(Payment.home_id))
        .where(Payment.estate_id == estate.id, col(Payment.taken_by).is_not(None))
    )
    ours = {each.reference: (each, code) for each, code in session.exec(wanted)}
    for row in book.rows.get("payments", ()):
        if row["reference"] in ours:
            yield from _undone(row, *ours[row["reference"]])


def _undone(row: Row, known: Payment, code: str) -> Iterator[Fault]:
    reference = known.reference
    if known.state is PaymentState.CANCELLED:
        yield Fault("payments", 0, "reference", WrongCell("receipt_cancelled", reference=reference))
        return
    now = {
        "home_code": code, "paid_on": known.paid_on, "amount": known.amount, "method": known.method,
        "charge_period": known.period, "item": known.item,
    }  # fmt: skip
    for column, value in now.items():
        if row.get(column, value) != value:
            wrong = WrongCell("receipt_handed_over", reference=reference)
            yield Fault("payments", 0, column, wrong)


def _of(table: Any, estate: Estate) -> Any:
    wanted = select(table).where(table.estate_id == estate.id)
    if table is Payment:
        wanted = wanted.where(Payment.state != PaymentState.CANCELLED)
    return wanted.order_by(col(table.id))
