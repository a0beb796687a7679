"""Somebody of each role, and everybody's last day."""

from datetime import date

from sqlmodel import Session, select

from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole

YESTERDAY = date(2026, 11, 22)
RESIDENTS = ("reporter", "co-resident", "neighbour")


def employ(session: Session, accounts: dict[str, int]) -> None:
    """Let there be somebody of each role."""
    for role, account in accounts.items():
        person = Person(estate_id=1, name=f"甲{account}", telegram_id=account)
        session.add(person)
        session.flush()
        known = {"estate_id": 1, "person_id": person.id, "name": person.name}
        if role in RESIDENTS:
            session.add(Residency(home_id=1, role=HomeRole.FAMILY, **known))
        else:
            session.add(Staff(role=StaffRole(role), **known))


def everybody_leaves(session: Session) -> None:
    """Let everybody's last day have been yesterday."""
    for table in (Staff, Residency):
        for row in session.exec(select(table)):
            row.left_on = YESTERDAY
            session.add(row)
