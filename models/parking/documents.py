"""The contract and the agreement as they stand, and who gets them."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session

from models.cases.lines import place_of_home
from models.cases.office import chat_of
from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.cards import Card
from models.intents.messages import Message
from models.intents.operations import Address, post, private, show
from models.parking.ledger import lease_of
from models.parking.messages import LeaseContract
from models.parking.rules import first_day, last_day
from models.parking.tables import Application, Lease, Space
from models.parking.words import Status
from models.people.tables import Person, Staff
from models.repairs.policy import ClassPolicy
from models.values import frozen

Contract = TypeVar("Contract", bound=LeaseContract)


@frozen
class ContractToSign(LeaseContract, Card):
    """In the chat of who signs: as it was written; its buttons go when it is signed or refused."""

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        return replace(self, rev=case.rev, to_sign=case.status == Status.SIGNING)


def bring_to_sign(session: Session, case: Case, to: Address | None, *, now: datetime) -> None:
    """Show the contract at the bottom of that chat, where there is one."""
    if to is not None:
        contract = contract_of(session, case, ContractToSign, now=now)
        show(session, contract, to=to, now=now, anew=True)


def send(session: Session, contract: LeaseContract, to: Address | None, *, now: datetime) -> None:
    """Send it to that chat, where there is one."""
    if to is not None:
        post(session, contract, to=to, now=now)


def to_both(session: Session, case: Case, contract: LeaseContract, *, now: datetime) -> None:
    """Send it to the desk and to who leases the space: a copy for each party. PRK-03."""
    send(session, contract, chat_of(session, session.get(Staff, case.owner_id or 0)), now=now)
    send(session, contract, private(session.get_one(Person, case.reporter_id)), now=now)


def contract_of(session: Session, case: Case, kind: type[Contract], *, now: datetime) -> Contract:
    """Return the contract as it stands."""
    application = session.get_one(Application, case.id)
    lease = session.get_one(Lease, application.lease_id)
    space = session.get_one(Space, lease.space_id)
    reporter = session.get_one(Person, case.reporter_id)
    signer = session.get(Staff, application.signed_by or 0)
    begins, ends = term_of(session, case, application, now=now)
    return kind(
        case.id, case.number, case.rev, application.contract_no, space.number, space.kind,
        space.monthly_fee, reporter.name, reporter.address_as, place_of_home(session, case.home_id),
        application.plate, application.model, begins, ends,
        policy_of(session, case.estate_id, ClassPolicy).head_title,
        signer.name if signer else "", application.signed_at,
    )  # fmt: skip


def term_of(
    session: Session, case: Case, application: Application, *, now: datetime
) -> tuple[date, date]:
    """Return the lease's first and last day; one that goes on begins where it ended."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    lease = lease_of(session, application)
    ended = lease.ends_on if lease is not None and application.renews else None
    begins = first_day(ended, calendar.day_of(now))
    return begins, last_day(begins, application.months)
