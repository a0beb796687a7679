"""What becomes of a space and of an application when who has it moves out."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.events import Actor
from models.parking.applying import end, flow_of
from models.parking.ends import holders_of, tell_desk
from models.parking.messages import Notice
from models.parking.rules import APPLICANT, LEASE_FLOW, Action
from models.parking.tables import Lease, Space
from models.parking.telling import notify
from models.parking.words import Deed, LeaseState
from models.people.tables import Residency, Staff


def leases_going(
    session: Session, residency: Residency, *, on: date
) -> Sequence[tuple[Lease, Space]]:
    """Return the running leases of the home that nobody else has from that day on."""
    wanted = select(Lease, Space).join(Space, col(Space.id) == col(Lease.space_id))
    here = wanted.where(
        Lease.home_id == residency.home_id, col(Lease.state) == LeaseState.RUNNING
    ).order_by(col(Space.number))
    return [
        (lease, space)
        for lease, space in session.exec(here)
        if lease.person_id == residency.person_id
        or (lease.person_id is None and _is_last(session, lease, residency, on=on))
    ]


def give_back(session: Session, lease: Lease, *, now: datetime) -> None:
    """Let the desk take card and space back, as was agreed. Source: S-34."""
    lease.state = LEASE_FLOW.after(lease.state, Deed.HAND_BACK, by=APPLICANT)
    session.add(lease)
    tell_desk(session, lease, now=now)


def can_be_given_up(session: Session, case: Case) -> bool:
    """Tell whether who applies may still give it up by themselves."""
    return Action.GIVE_UP in flow_of(session, case).actions(case.status, by=APPLICANT)


def give_up_for_mover(session: Session, case: Case, *, now: datetime) -> None:
    """End the application, and pass on its space. Source: S-34."""
    status = flow_of(session, case).after(case.status, Action.GIVE_UP, by=APPLICANT)
    end(session, case, status, Action.GIVE_UP, actor=Actor.CLOCK, by=None, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.GIVEN_UP, now=now)


def _is_last(session: Session, lease: Lease, residency: Residency, *, on: date) -> bool:
    stays = [each.id for each in holders_of(session, lease, on=on)]
    return not [each for each in stays if each != residency.person_id]
