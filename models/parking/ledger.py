"""The ledger: which spaces are free, which are kept for somebody, who has which."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.database import insert_new
from models.estate.tables import Home
from models.faq.tables import FaqEntry
from models.folding import plain
from models.parking.rules import BY_ITSELF, DESK, LEASE_FLOW
from models.parking.tables import Application, Lease, Space, Vehicle
from models.parking.words import Deed, LeaseState, SpaceKind, SpaceState, Status
from models.people.operations import homes_of
from models.people.tables import Person
from models.values import frozen


@frozen
class KindLine:
    """How many spaces of a kind there are, in which state, and what one costs a month."""

    kind: SpaceKind
    free: int
    leased: int
    held: int
    reserved: int
    closed: int
    waiting: int
    fee: int | None


def ledger_of(session: Session, estate_id: int) -> list[KindLine]:
    """Return the ledger by kinds; kinds that the estate does not have are not there."""
    spaces = session.exec(select(Space).where(Space.estate_id == estate_id)).all()
    held, running = open_spaces(session, estate_id)
    waiting = Counter(
        session.exec(
            select(Application.space_kind)
            .join(Case, col(Case.id) == col(Application.id))
            .where(Case.estate_id == estate_id, Case.status == Status.WAITING)
        )
    )
    lines = []
    for kind in SpaceKind:
        here = [space for space in spaces if space.kind is kind]
        taken = held | running
        idle = [space.state for space in here if space.id not in taken]
        fees = [space.monthly_fee for space in here if space.monthly_fee is not None]
        if here:
            lines.append(
                KindLine(
                    kind,
                    free=idle.count(SpaceState.FREE),
                    leased=sum(space.id in running for space in here),
                    held=sum(space.id in held for space in here),
                    reserved=idle.count(SpaceState.RESERVED),
                    closed=idle.count(SpaceState.CLOSED),
                    waiting=waiting[kind],
                    fee=min(fees, default=None),
                )
            )
    return lines


def one_space(session: Session, estate_id: int, number: str) -> dict[str, Any] | None:
    """Return one space as the desk reads it: who has it, which car, until when."""
    space = session.exec(
        select(Space).where(Space.estate_id == estate_id, Space.number == number)
    ).first()
    if space is None:
        return None
    open_one = select(Lease).where(Lease.space_id == space.id, Lease.state != LeaseState.ENDED)
    lease = session.exec(open_one).first()
    home = session.get(Home, (lease.home_id if lease else None) or 0)
    car = session.exec(select(Vehicle).where(Vehicle.space_id == space.id)).first()
    case = session.get(Case, (lease.case_id if lease else None) or 0)
    return {
        "number": space.number, "kind": space.kind, "fee": space.monthly_fee,
        "state": lease.state if lease else space.state,
        "address": home.address if home else "",
        "plate": car.plate if car else "", "model": (car.model or "") if car else "",
        "contract_no": (lease.contract_no or "") if lease else "",
        "card_no": (lease.card_no or "") if lease else "",
        "ends_on": str(lease.ends_on) if lease and lease.ends_on else "",
        "case_number": case.number if case else 0,
    }  # fmt: skip


def open_spaces(session: Session, estate_id: int) -> tuple[set[int], set[int]]:
    """Return the ids of the spaces that are kept for an application, and of those leased."""
    leases = select(Lease.space_id, Lease.state).where(Lease.estate_id == estate_id)
    found = session.exec(leases.where(Lease.state != LeaseState.ENDED)).all()
    held = {space_id for space_id, state in found if state is LeaseState.HELD}
    return held, {space_id for space_id, _ in found} - held


def free_spaces(session: Session, estate_id: int, kind: SpaceKind) -> Sequence[Space]:
    """Return the spaces of the kind that nobody has, by their numbers."""
    taken = select(Lease.space_id).where(Lease.state != LeaseState.ENDED)
    return session.exec(
        select(Space)
        .where(
            Space.estate_id == estate_id, Space.kind == kind, Space.state == SpaceState.FREE,
            col(Space.id).not_in(taken),
        )
        .order_by(col(Space.number))
    ).all()  # fmt: skip


def hold(session: Session, case: Case, application: Application) -> bool:
    """Keep a free space of the kind for the application; false when none is left.

    Whatever runs at once, the database gives a space to one only: who comes second gets the next.
    """
    free = free_spaces(session, case.estate_id, application.space_kind)
    return any(hold_other(session, case, application, space) for space in free)


def hold_other(session: Session, case: Case, application: Application, space: Space) -> bool:
    """Keep this space instead of the one that is kept; false when somebody was faster."""
    before = lease_of(session, application)
    if before is not None and before.space_id == space.id:
        return True
    row = {
        "estate_id": case.estate_id, "space_id": space.id, "home_id": case.home_id,
        "person_id": case.reporter_id, "case_id": case.id, "state": LeaseState.HELD,
    }  # fmt: skip
    made = insert_new(session, Lease, [row], returning=(col(Lease.id),))
    if made:
        let_go(session, application)
        application.lease_id = made[0][0]
        session.add(application)
        session.flush()
    return bool(made)


def lease_of(session: Session, application: Application) -> Lease | None:
    """Return the lease that the application is for."""
    return session.get(Lease, application.lease_id or 0)


def space_of(session: Session, application: Application) -> Space | None:
    """Return the space that is kept for the application, or leased."""
    lease = lease_of(session, application)
    return None if lease is None else session.get_one(Space, lease.space_id)


def let_go(session: Session, application: Application) -> Space | None:
    """Keep the space no longer for the application; return it. A lease that runs goes on."""
    lease = lease_of(session, application)
    if lease is None or lease.state is not LeaseState.HELD:
        return None
    lease.state = LEASE_FLOW.after(lease.state, Deed.LET_GO, by=BY_ITSELF)
    application.lease_id = None
    session.add_all((lease, application))
    session.flush()
    return session.get_one(Space, lease.space_id)


def enter(session: Session, application: Application, *, begins: date, ends: date) -> Lease:
    """Write the contract into the ledger: the lease runs, or runs on. PRK-03."""
    lease = session.get_one(Lease, application.lease_id)
    if lease.state is LeaseState.HELD:
        lease.state = LEASE_FLOW.after(lease.state, Deed.BEGIN, by=DESK)
        lease.begins_on = begins
    lease.ends_on, lease.contract_no = ends, application.contract_no
    lease.card_no = application.card_no
    session.add(lease)
    session.flush()
    return lease


def file_car(session: Session, case: Case, application: Application, *, owner: str) -> Vehicle:
    """Write the car into the file of its home; the same plate is the same car. PRK-08, OWN-03."""
    space = space_of(session, application)
    known = select(Vehicle).where(
        Vehicle.estate_id == case.estate_id, Vehicle.plate == application.plate
    )
    car = session.exec(known).first() or Vehicle(
        estate_id=case.estate_id, plate=application.plate, home_id=case.home_id or 0
    )
    values: Mapping[str, object] = {
        "home_id": case.home_id, "owner_name": owner, "model": application.model,
        "licence_no": application.licence_no, "insured_until": application.insured_until,
        "space_id": None if space is None else space.id,
    }  # fmt: skip
    for name, value in values.items():
        setattr(car, name, value)
    session.add(car)
    session.flush()
    return car


def cars_of(session: Session, person: Person, *, on: date) -> dict[str, str]:
    """Return the cars in the files of the person's homes that have no space: plate and model."""
    homes = [home.id for home in homes_of(session, person.id, on=on)]
    wanted = select(Vehicle).where(col(Vehicle.home_id).in_(homes), col(Vehicle.space_id).is_(None))
    return {car.plate: car.model or "" for car in session.exec(wanted.order_by(col(Vehicle.id)))}


def plan_of(session: Session, estate_id: int, called: Mapping[str, Sequence[str]]) -> str:
    """Return the plan 车位使用方案 as the office's FAQ has it; empty until it does. PRK-05.

    `called`: what the plan is called in any language.
    """
    names = {plain(name) for each in called.values() for name in each}
    wanted = select(FaqEntry).where(
        FaqEntry.estate_id == estate_id, col(FaqEntry.removed_on).is_(None)
    )
    for entry in session.exec(wanted.order_by(col(FaqEntry.id))):
        if names & {plain(each) for each in (entry.question, *entry.keywords)}:
            return entry.answer
    return ""


def runs() -> Any:
    """Return the condition on leases that have begun and are not ended."""
    return col(Lease.state).in_((LeaseState.RUNNING, LeaseState.RETURNING))
