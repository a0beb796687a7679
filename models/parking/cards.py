"""The cards of an application: for the desk's group, for who has it, for who applies."""

from dataclasses import replace

from sqlmodel import Session

from models.cases.lines import owner_of, place_of_home
from models.cases.parts import Part
from models.cases.tables import Case
from models.estate.settings import policy_of
from models.household.limits import on_behalf_of
from models.intents.cards import Card
from models.intents.messages import Message
from models.papers.checking import paper_lines
from models.papers.messages import PAPER, PaperLine
from models.parking.ledger import lease_of, space_of
from models.parking.messages import FIRST, ParkingFace
from models.parking.openings import TO_BE_DRAWN
from models.parking.policy import ParkingPolicy
from models.parking.rules import APPLICANT, IN_THE_OFFICE, flow_for, not_compared, papers_for
from models.parking.tables import Application
from models.parking.waiting import place_in_queue
from models.parking.words import Action, Status
from models.people.tables import Person, Staff, StaffRole
from models.values import frozen


@frozen
class ParkingCard(Card):
    """In the officers' group: №, building, kind of space; no name, no plate, no paper. SEC-01."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        actions = (Action.LOOK_AT,) if face.status in IN_THE_OFFICE and not face.owner else ()
        return replace(face, papers=(), actions=actions, reason="", shows="group")


@frozen
class ParkingOfficeCard(Card):
    """In the private chat of somebody of the office: the checklist, and what to do next."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        staff = session.get_one(Staff, self.staff_id)
        face = face_of(session, case)
        is_head = staff.role is StaffRole.OFFICE_HEAD
        if case.owner_id != staff.id and not is_head:
            actions = (Action.LOOK_AT,) if face.status in IN_THE_OFFICE else ()
            return replace(face, actions=actions, shows="group")
        reporter = session.get_one(Person, case.reporter_id)
        parts = {Part.OFFICER} if case.owner_id != staff.id else {Part.ASSIGNEE}
        parts |= {Part.HEAD} if is_head else set()
        return replace(
            _with_car(session, face), resident=reporter.name, address_as=reporter.address_as,
            phone=reporter.phone or "", behalf=on_behalf_of(session, case),
            actions=_offered(face, parts), shows="office",
        )  # fmt: skip


@frozen
class ApplicantCard(Card):
    """In the chat of who applies: №, what is missing, what comes next, by when."""

    case_id: int
    person_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        possible = flow_for(face.space_kind).actions(face.status, by=APPLICANT)
        shown = (Action.CHOOSE, Action.TAKE_SPACE, Action.SEND_PAPER, Action.GIVE_UP)
        if all(line.is_here for line in face.papers):
            possible = tuple(each for each in possible if each is not Action.SEND_PAPER)
        actions = tuple(each for each in shown if each in possible)
        return replace(_with_car(session, face), actions=actions, shows="resident")


def face_of(session: Session, case: Case) -> ParkingFace:
    """Return it as it is now, without names of residents and without the car."""
    application = session.get_one(Application, case.id)
    status = Status(case.status)
    lease, space = lease_of(session, application), space_of(session, application)
    return ParkingFace(
        case_id=case.id, number=case.number, rev=case.rev, status=status,
        place=place_of_home(session, case.home_id), space_kind=application.space_kind,
        space=space.number if space else "", renews=application.renews,
        papers=checklist(session, case, application),
        queue=place_in_queue(session, case) if status is Status.WAITING else 0,
        until=application.check_by if status is Status.CHECKING else application.open_until,
        shown_at=application.shown_at,
        minutes=policy_of(session, case.estate_id, ParkingPolicy).formality_minutes,
        contract_no=application.contract_no,
        ends_on=lease.ends_on if lease else None, card_no=application.card_no,
        receipt_no=application.receipt_no,
        owner=owner_of(session, case), reason=application.reason,
        drawn_at=application.counts_at if application.lot == TO_BE_DRAWN else None,
    )  # fmt: skip


def checklist(session: Session, case: Case, application: Application) -> tuple[PaperLine, ...]:
    """Return the checklist: which paper is here, what is wrong with it, who compared it. PRK-01."""
    policy = policy_of(session, case.estate_id, ParkingPolicy)
    kinds = papers_for(application.space_kind, policy, is_tenant=application.is_tenant)
    return paper_lines(session, case, kinds)


def _with_car(session: Session, face: ParkingFace) -> ParkingFace:
    application = session.get_one(Application, face.case_id)
    return replace(
        face, plate=application.plate, model=application.model, is_tenant=application.is_tenant,
        address=application.address, employer=application.employer,
        insured_until=application.insured_until,
    )  # fmt: skip


def _offered(face: ParkingFace, parts: set[Part]) -> tuple[str, ...]:
    """Return the buttons: the next step first; what is not compared yet holds the contract back."""
    possible = flow_for(face.space_kind).actions(face.status, by=parts)
    if Part.ASSIGNEE in parts:
        possible = tuple(each for each in possible if each is not Action.LOOK_AT)
    compared = {line.kind for line in face.papers if line.checked_at is not None}
    kinds = [line.kind for line in face.papers]
    if not_compared(kinds, compared):
        possible = tuple(each for each in possible if each is not Action.FILL_IN)
    return (*sorted(possible, key=_how_far_on), PAPER)


def _how_far_on(action: Action) -> tuple[bool, bool, bool]:
    """What goes on stands above what takes over, and both above what sends back."""
    return action not in FIRST, action is Action.LOOK_AT, action is not Action.COMPARE
