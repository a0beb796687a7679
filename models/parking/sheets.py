"""The sheets `spaces` and `vehicles`: the ledger and the cars as the workbook has them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cells import WrongCell
from models.estate.tables import Estate, Home
from models.parking.ledger import one_space, runs
from models.parking.ledger_messages import LedgerRow, LedgerSheet
from models.parking.tables import Lease, Space, Vehicle
from models.parking.terms import plan_end, plan_offer
from models.parking.words import LeaseState, SpaceKind, SpaceState
from models.people.tables import Person
from models.permissions import require_officer, today_in
from models.workbook import Fault, Row, WrongWorkbook

Kept = tuple[Any, Row]
Known = Mapping[tuple[str, ...], Any]
LEASED = "leased"
COLUMNS = {"contract_no": "contract_no", "from": "begins_on", "to": "ends_on"}  # of a lease


def ledger_rows(
    session: Session, estate: Estate, codes: Mapping[int, str]
) -> dict[str, list[Kept]]:
    """Return the rows of both sheets, beside each its row of the table.

    A space that is kept for an application is as the office had it: its lease has not begun.
    """
    leases = {
        each.space_id: each
        for each in session.exec(select(Lease).where(Lease.estate_id == estate.id, runs()))
    }
    spaces = _all(session, Space, estate)
    numbers = {space.id: space.number for space in spaces}
    return {
        "spaces": [(each, _space_row(each, leases.get(each.id), codes)) for each in spaces],
        "vehicles": [
            (
                each,
                {
                    "plate": each.plate, "home_code": codes[each.home_id],
                    "owner_name": each.owner_name, "model": each.model,
                    "licence_no": each.licence_no, "insured_until": each.insured_until,
                    "space_number": numbers.get(each.space_id or 0),
                },
            )
            for each in _all(session, Vehicle, estate)
        ],
    }  # fmt: skip


def ledger_sheet(session: Session, *, by: Person, now: datetime) -> LedgerSheet:
    """Return every space with who has it, for an officer. Raises NotAllowed. PRK-03, SEC-01."""
    staff = require_officer(session, by, now=now)
    spaces = select(Space).where(Space.estate_id == staff.estate_id).order_by(col(Space.number))
    found = (
        one_space(session, staff.estate_id, each.number) for each in session.exec(spaces).all()
    )
    rows = tuple(
        LedgerRow(
            each["number"], each["kind"], each["state"], each["address"], each["plate"],
            each["contract_no"], each["card_no"], each["ends_on"], each["fee"],
        )
        for each in found
        if each is not None
    )  # fmt: skip
    return LedgerSheet(rows, today_in(session, staff.estate_id, now=now))


def put_ledger(
    session: Session,
    estate: Estate,
    rows: Mapping[str, Sequence[Row]],
    present: Mapping[str, Known],
) -> None:
    """Make spaces, leases and cars equal to the rows; what they do not name is untouched.

    Raises WrongWorkbook for a lease of what is kept for an application.
    """
    spaces = dict(present["spaces"])
    for row in rows.get("spaces", ()):
        key = (row["number"],)
        spaces[key] = _put_space(session, estate, row, spaces.get(key), present["homes"])
    for row in rows.get("vehicles", ()):
        home = present["homes"][row["home_code"],]
        car = present["vehicles"].get((row["plate"],)) or Vehicle(
            estate_id=estate.id, plate=row["plate"], home_id=home.id
        )
        for column in ("owner_name", "model", "licence_no", "insured_until"):
            if column in row:
                setattr(car, column, row[column])
        car.home_id = home.id
        if "space_number" in row:
            number = row["space_number"]
            car.space_id = None if number is None else spaces[number,].id
        session.add(car)
    session.flush()


def _put_space(
    session: Session, estate: Estate, row: Row, known: Space | None, homes: Mapping[Any, Home]
) -> Space:
    was_free = known is not None and known.state is SpaceState.FREE
    space = known or Space(estate_id=estate.id, number=row["number"], kind=row["kind"])
    space.kind = SpaceKind(row["kind"])
    space.state = SpaceState.FREE if row["state"] == LEASED else SpaceState(row["state"])
    if "monthly_fee" in row:
        space.monthly_fee = row["monthly_fee"]
    session.add(space)
    session.flush()
    wanted = select(Lease).where(Lease.space_id == space.id, Lease.state != LeaseState.ENDED)
    lease = session.exec(wanted).first()
    ends = lease is not None and lease.state is not LeaseState.HELD
    if row["state"] == LEASED:
        _put_lease(session, space, lease, row, homes)
    elif lease is not None and ends:
        lease.state = LeaseState.ENDED
        session.add(lease)
        session.flush()
    if row["state"] == SpaceState.FREE and (ends or not was_free):
        plan_offer(session, space)
    return space


def _put_lease(
    session: Session, space: Space, lease: Lease | None, row: Row, homes: Mapping[Any, Home]
) -> None:
    if lease is not None and lease.state is LeaseState.HELD:
        held = WrongCell("kept_for_application", space=space.number)
        raise WrongWorkbook([Fault("spaces", 0, "state", held)])
    lease = lease or Lease(estate_id=space.estate_id, space_id=space.id, state=LeaseState.RUNNING)
    for column, field in COLUMNS.items():
        if column in row:
            setattr(lease, field, row[column])
    if "holder_home_code" in row:
        code = row["holder_home_code"]
        lease.home_id = None if code is None else homes[code,].id
    session.add(lease)
    session.flush()
    plan_end(session, lease)


def _all(session: Session, table: Any, estate: Estate) -> list[Any]:
    wanted = select(table).where(table.estate_id == estate.id).order_by(col(table.id))
    return list(session.exec(wanted))


def _space_row(space: Space, lease: Lease | None, codes: Mapping[int, str]) -> Row:
    return {
        "number": space.number, "kind": space.kind, "monthly_fee": space.monthly_fee,
        "state": LEASED if lease else space.state,
        "holder_home_code": codes.get(lease.home_id or 0) if lease else None,
        "contract_no": lease.contract_no if lease else None,
        "from": lease.begins_on if lease else None, "to": lease.ends_on if lease else None,
    }  # fmt: skip
