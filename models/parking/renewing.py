"""A lease goes on: an application of its own, with what is known already. S-35."""

from datetime import datetime

from sqlmodel import Session, select

from models.cases.operations import open_case
from models.cases.tables import Case, Kind
from models.errors import DomainError
from models.papers.operations import keep, papers_of
from models.papers.tables import PaperState
from models.papers.words import PaperKind
from models.parking.applying import AlreadyApplied, go_on, is_tenant
from models.parking.ends import of_holder, renewal_of
from models.parking.rules import Status
from models.parking.tables import Application, Lease, Space, Vehicle
from models.parking.words import LeaseState
from models.people.tables import Person


class CarUnknown(DomainError):
    """No file says which car stands there: the desk helps."""

    text_key = "parking.car_unknown"


def renew(session: Session, lease_id: int, *, by: Person, now: datetime) -> Case:
    """Apply for the same space again: only what has run out is asked, and the space stays kept.

    Raises NotAllowed for who has it not, AlreadyApplied, CarUnknown.
    """
    lease = of_holder(session, lease_id, by=by, now=now)
    space = session.get_one(Space, lease.space_id)
    car = session.exec(select(Vehicle).where(Vehicle.space_id == space.id)).first()
    if lease.state is not LeaseState.RUNNING or car is None:
        raise CarUnknown(space=space.number)
    if (number := renewal_of(session, lease)) is not None:
        raise AlreadyApplied(number=number)
    home_id = lease.home_id or 0
    case = open_case(
        session, kind=Kind.PARKING, status=Status.PAPERS, reporter=by, home_id=home_id, now=now
    )
    before = session.get(Application, lease.case_id or 0)
    application = Application(
        id=case.id, estate_id=case.estate_id, space_kind=space.kind, plate=car.plate,
        model=car.model or "", renews=True, lease_id=lease.id,
        address=before.address if before else "", employer=before.employer if before else "",
        is_tenant=is_tenant(session, by, home_id, now=now), card_no=lease.card_no or "",
        counts_at=now,
        licence_no=car.licence_no or "",
    )  # fmt: skip
    session.add(application)
    session.flush()
    _take_along(session, case, lease, car, now=now)
    go_on(session, case, by=by, now=now)
    return case


def _take_along(session: Session, case: Case, lease: Lease, car: Vehicle, *, now: datetime) -> None:
    """Keep the copies of the application before; a policy that ends before the lease does not do.

    Each stays the copy of who showed it.
    """
    before = session.get(Case, lease.case_id or 0)
    insured = car.insured_until is not None and lease.ends_on is not None
    lasts = insured and car.insured_until > lease.ends_on  # type: ignore[operator]
    for paper in papers_of(session, before) if before is not None else ():
        if paper.state is PaperState.KEPT and (lasts or paper.kind is not PaperKind.INSURANCE):
            owner = session.get_one(Person, paper.person_id)
            keep(session, case, person=owner, kind=paper.kind, file_id=paper.file_id, now=now)
