"""Who an account is: the person, the estate and the roles there, by one question at every turn."""

from dataclasses import field
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.estate.tables import Estate
from models.people.tables import Person, Residency, Staff
from models.prepared import prepared
from models.values import frozen


@frozen
class Account:
    """A person whom the account is linked to, with their places in the office.

    `lives_until` is when their last role in a home ends; None: they never had one.
    """

    person: Person
    estate: Estate
    lives_until: date | None
    places: list[Staff] = field(default_factory=list)

    def staff(self, *, on: date) -> Staff | None:
        """Return the person's place in the office on that day, if there is one."""
        return next(
            (each for each in self.places if each.left_on is None or each.left_on > on), None
        )

    def belongs(self, *, on: date) -> bool:
        """Tell whether the person has a role in a home or in the office that has not ended."""
        lives = self.lives_until is not None and self.lives_until > on
        return lives or self.staff(on=on) is not None


def accounts_of(session: Session, telegram_id: int) -> list[Account]:
    """Return whom the account belongs to, the estate it was linked in first before the others."""
    found: dict[int, Account] = {}
    for person, estate, staff, lives_until in _accounts(session, telegram_id):
        account = found.setdefault(person.id, Account(person, estate, lives_until))
        if staff is not None:
            account.places.append(staff)
    return list(found.values())


@prepared
def _accounts(telegram_id: Any) -> Any:
    ends = select(func.max(func.coalesce(Residency.left_on, date.max)))
    lives_until = ends.where(Residency.person_id == Person.id).scalar_subquery()
    return (
        select(Person, Estate, Staff, lives_until)
        .join(Estate, col(Estate.id) == col(Person.estate_id))
        .outerjoin(Staff, col(Staff.person_id) == col(Person.id))
        .where(Person.telegram_id == telegram_id)
        .order_by(col(Person.id), col(Staff.id))
    )
