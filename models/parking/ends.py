"""A lease ends: it is told in time, goes on by another contract, or its space comes back."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cases.lines import place_of_home
from models.cases.tables import Case
from models.errors import NotAllowed
from models.groups.desk import desk
from models.intents.operations import post, private
from models.parking.applying import pass_on_space
from models.parking.clock import LeaseEnds, SpaceIsFree
from models.parking.ledger import runs
from models.parking.messages import LeaseIsEnding, SpaceComesBack
from models.parking.rules import APPLICANT, CLOSED, DESK, LEASE_FLOW
from models.parking.tables import Application, Lease, Space, Vehicle
from models.parking.words import Deed, LeaseState, SpaceState
from models.people.operations import homes_of
from models.people.tables import HomeRole, Person, Residency
from models.permissions import require_officer, today_in

HOLDERS = (HomeRole.OWNER, HomeRole.TENANT)


def remind(session: Session, moment: LeaseEnds, *, now: datetime) -> None:
    """Tell who has the space that the lease ends; when it has, tell the desk too. S-35."""
    lease = session.get_one(Lease, moment.subject)
    ends_on = lease.ends_on
    if lease.state is not LeaseState.RUNNING or ends_on is None or str(ends_on) != moment.on:
        return
    if renewal_of(session, lease) is not None:
        return
    space = session.get_one(Space, lease.space_id)
    told = LeaseIsEnding(lease.id, space.number, ends_on, moment.is_over)
    for person in holders_of(session, lease, on=today_in(session, lease.estate_id, now=now)):
        address = private(person)
        if address is not None:
            post(session, told, to=address, now=now)
    if moment.is_over:
        tell_desk(session, lease, now=now)


def offer_free(session: Session, moment: SpaceIsFree, *, now: datetime) -> None:
    """Offer what the workbook has made free to who waits. S-34."""
    space = session.get_one(Space, moment.subject)
    if space.state is SpaceState.FREE:
        pass_on_space(session, space.estate_id, space.kind, now=now)


def hand_back(session: Session, lease_id: int, *, by: Person, now: datetime) -> Lease:
    """Say that the space is not needed any more; the desk takes card and space back.

    Raises NotAllowed for who has it not.
    """
    lease = of_holder(session, lease_id, by=by, now=now)
    lease.state = LEASE_FLOW.after(lease.state, Deed.HAND_BACK, by=APPLICANT)
    session.add(lease)
    tell_desk(session, lease, now=now)
    return lease


def take_back(session: Session, lease_id: int, *, by: Person, now: datetime) -> Lease:
    """End the lease: the card is back, the space is empty, and who waits is offered it. S-34.

    Raises NotAllowed.
    """
    lease = _locked(session, lease_id)
    staff = require_officer(session, by, now=now)
    if staff.estate_id != lease.estate_id:
        raise NotAllowed
    lease.state = LEASE_FLOW.after(lease.state, Deed.TAKE_BACK_SPACE, by=DESK)
    session.add(lease)
    for car in session.exec(select(Vehicle).where(Vehicle.space_id == lease.space_id)):
        car.space_id = None
        session.add(car)
    session.flush()
    space = session.get_one(Space, lease.space_id)
    pass_on_space(session, space.estate_id, space.kind, now=now)
    return lease


def of_holder(session: Session, lease_id: int, *, by: Person, now: datetime) -> Lease:
    """Return the lease that this person has, locked. Raises NotAllowed for everybody else."""
    lease = _locked(session, lease_id)
    today = today_in(session, by.estate_id, now=now)
    if lease.estate_id != by.estate_id or by not in holders_of(session, lease, on=today):
        raise NotAllowed
    return lease


def renewal_of(session: Session, lease: Lease) -> int | None:
    """Return the № of the open application by which the lease goes on."""
    return session.exec(
        select(Case.number)
        .join(Application, col(Application.id) == col(Case.id))
        .where(
            Application.lease_id == lease.id, Application.renews,
            col(Case.status).not_in(CLOSED),
        )
    ).first()  # fmt: skip


def leases_of(session: Session, person: Person, *, on: date) -> Sequence[tuple[Lease, Space]]:
    """Return the leases that run in the person's homes, with their spaces."""
    homes = [home.id for home in homes_of(session, person.id, on=on)]
    wanted = select(Lease, Space).join(Space, col(Space.id) == col(Lease.space_id))
    return session.exec(
        wanted.where(col(Lease.home_id).in_(homes), runs()).order_by(col(Space.number))
    ).all()


def holders_of(session: Session, lease: Lease, *, on: date) -> list[Person]:
    """Return who leased it while they live there, else the owners and tenants of its home."""
    rows = session.exec(select(Residency).where(Residency.home_id == lease.home_id)).all()
    here = [row for row in rows if row.left_on is None or row.left_on > on]
    own = [row for row in here if row.person_id == lease.person_id]
    named = own or [row for row in here if row.role in HOLDERS]
    return [session.get_one(Person, each) for each in dict.fromkeys(r.person_id for r in named)]


def tell_desk(session: Session, lease: Lease, *, now: datetime) -> None:
    """Tell the desk that a space comes back, or that its lease has ended."""
    space = session.get_one(Space, lease.space_id)
    address = desk(session, lease.estate_id, now=now)
    if address is not None:
        is_over = lease.state is LeaseState.RUNNING
        told = SpaceComesBack(
            lease.id, space.number, place_of_home(session, lease.home_id), lease.card_no or "",
            lease.ends_on, is_over,
        )  # fmt: skip
        post(session, told, to=address, now=now)


def _locked(session: Session, lease_id: int) -> Lease:
    lease = session.get(Lease, lease_id, with_for_update=True, populate_existing=True)
    if lease is None:
        raise NotAllowed
    return lease
