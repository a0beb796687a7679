"""Somebody of each role, what each of them may press, and everybody's last day."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, select

from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from tests.support.pressing import pressed, rows_of
from tests.support.world import World

YESTERDAY = date(2026, 11, 22)
RESIDENTS = ("reporter", "co-resident", "neighbour")
TECHNICIANS = {"technician", "assignee"}
OFFICERS = {"officer", "supervisor", "quality_supervisor", "manager", "office_head"}
STAFF = {role.value for role in StaffRole} | {"assignee"}
NOBODY: set[str] = set()
EVERYBODY = (                                       # the list of prices is public
    TECHNICIANS | OFFICERS | {role.value for role in StaffRole}
    | {"reporter", "co-resident", "neighbour"}
)  # fmt: skip


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


WARNINGS = {"toasts.set_off"}  # said like a refusal, of what was done


def who_may(
    world: World, roles: dict[str, int], presses: Iterable[str], *, on: int = 1, rev: int = 0
) -> dict[str, set[str]]:
    """Return which roles a press is not refused to; every press is undone again."""
    allowed: dict[str, set[str]] = {press: set() for press in presses}

    def tries(session: Session) -> None:
        for press, roles_allowed in allowed.items():
            action, _, value = press.partition("|")
            data = f"1|{action}|{on}|{rev}" + (f"|{value}" if value else "")
            for role, account in roles.items():
                undone = session.begin_nested()
                toast = pressed(world, session, account, account, data)
                if not toast.alert or toast.key in WARNINGS:
                    roles_allowed.add(role)
                undone.rollback()
                session.expire_all()

    before = rows_of(world)
    world.write(tries)
    assert rows_of(world) == before
    return allowed
