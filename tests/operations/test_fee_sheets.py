"""Charges and payments come from the workbook and go back into it."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.database import Database
from models.estate.exporting import export_book
from models.estate.importing import apply_import, plan_import
from models.estate.tables import Estate, Home
from models.fees.reading import account_of
from models.fees.tables import Payment
from models.fees.words import PaymentState
from models.people.tables import Person, StaffRole
from models.workbook import Book, WrongWorkbook
from tests.support.register import hired

CODE = "0011000101"
BOOK = {
    "tariffs": [{"code": "WY", "title": "物业服务费", "kind": "service"}],
    "charges": [
        {"home_code": CODE, "period": f"2026-{m}", "item": "WY", "amount": 25_088,
         "due_on": date(2026, m, 1)}
        for m in (10, 11)
    ],
    "payments": [
        {"reference": "SJ-1", "home_code": CODE, "paid_on": date(2026, 10, 3), "amount": 25_088,
         "method": "transfer", "charge_period": "2026-10", "item": "WY"},
        {"reference": "SJ-2", "home_code": CODE, "paid_on": date(2026, 11, 3), "amount": 20_000,
         "method": "cash", "charge_period": None, "item": None},
    ],
}  # fmt: skip


def the_estate(session: Session) -> Estate:
    return session.exec(select(Estate)).one()


def without_telephones(session: Session) -> None:
    """Let nobody have a telephone: theirs are none that a workbook takes."""
    the_estate(session).hotline = None
    for person in session.exec(select(Person)):
        person.phone = None
        session.add(person)


def brought(session: Session, **changed: object) -> None:
    """Import the book, its first payment changed."""
    payments = [{**BOOK["payments"][0], **changed}, *BOOK["payments"][1:]]
    apply_import(session, Book({**BOOK, "payments": payments}), the_estate(session))


def test_an_import_twice_is_an_import_once_and_an_export_brings_it_back(
    founded: Database,
) -> None:
    """FEE-01: the accounts stand in the workbook; what it does not name is untouched."""
    founded.write(without_telephones)
    founded.write(brought)
    founded.write(brought)
    home = founded.read(lambda s: s.exec(select(Home.id).where(Home.code == CODE)).one())
    assert founded.read(lambda s: account_of(s, home).owed) == 5_088
    book = founded.read(lambda s: export_book(s, the_estate(s)))
    assert book.rows["charges"] == BOOK["charges"]
    assert book.rows["payments"] == BOOK["payments"]
    assert founded.read(lambda s: plan_import(s, book, the_estate(s))) == []
    founded.write(
        lambda s: apply_import(
            s, Book({"charges": [{**BOOK["charges"][1], "amount": 20_000}]}), the_estate(s)
        )
    )
    assert founded.read(lambda s: account_of(s, home).owed) == 0


def test_no_import_changes_a_receipt_that_was_handed_over(founded: Database) -> None:
    """The cell is named; a cancelled receipt does not come back."""
    founded.write(without_telephones)
    founded.write(brought)

    def handed_over(session: Session) -> None:
        payment = session.exec(select(Payment).where(Payment.reference == "SJ-1")).one()
        payment.taken_by = hired(session, "孙会计", StaffRole.FINANCE).id
        session.add(payment)

    founded.write(handed_over)
    founded.write(brought)
    with pytest.raises(WrongWorkbook) as refused:
        founded.write(lambda s: brought(s, amount=1, method="cash"))
    assert [fault.column for fault in refused.value.faults] == ["amount", "method"]

    def cancelled(session: Session) -> None:
        payment = session.exec(select(Payment).where(Payment.reference == "SJ-1")).one()
        payment.state = PaymentState.CANCELLED
        session.add(payment)

    founded.write(cancelled)
    assert "SJ-1" not in str(founded.read(lambda s: export_book(s, the_estate(s))).rows)
    with pytest.raises(WrongWorkbook) as refused:
        founded.write(brought)
    assert [str(fault.wrong) for fault in refused.value.faults] == [
        "receipt SJ-1 was cancelled in the chat; leave the row out"
    ]
