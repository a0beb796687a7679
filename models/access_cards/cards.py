"""The cards of an application for a card: for the desk's group, who has it, who applies."""

from dataclasses import replace

from sqlmodel import Session

from models.access_cards.messages import AccessFace
from models.access_cards.policy import CardPolicy
from models.access_cards.rules import APPLICANT, DESK, HOLDER, flow_for, papers_for
from models.access_cards.tables import AccessCard, CardApplication
from models.access_cards.words import Action, CardKind, Status
from models.cases.lines import owner_of, place_of_home
from models.cases.tables import Case
from models.estate.settings import policy_of
from models.intents.cards import Card
from models.intents.messages import Message
from models.papers.checking import paper_lines
from models.papers.messages import PAPER
from models.papers.words import PaperKind
from models.people.tables import Person, Staff, StaffRole
from models.values import frozen

TAKEN = (Action.BLOCK, Action.TAKE)  # by anybody of the desk, from the group too


@frozen
class AccessDeskCard(Card):
    """In the officers' group: №, building, kind of card; no name, no paper. SEC-01."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        actions = () if face.owner else _of(face, DESK, TAKEN)
        return replace(face, papers=(), actions=actions, shows="group")


@frozen
class AccessOfficeCard(Card):
    """In the private chat of an officer: the papers, and what to do next."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        staff = session.get_one(Staff, self.staff_id)
        face = face_of(session, case)
        if case.owner_id != staff.id and staff.role is not StaffRole.OFFICE_HEAD:
            return replace(face, papers=(), actions=_of(face, DESK, TAKEN), shows="group")
        reporter = session.get_one(Person, case.reporter_id)
        mine = tuple(each for each in Action if each not in (Action.TAKE, Action.FREE))
        actions = _of(face, HOLDER, mine) if case.owner_id == staff.id else _of(face, DESK, TAKEN)
        return replace(
            face, holder=session.get_one(CardApplication, case.id).holder, resident=reporter.name,
            address_as=reporter.address_as, phone=reporter.phone or "", shows="office",
            actions=(*actions, PAPER),
        )  # fmt: skip


@frozen
class AccessApplicantCard(Card):
    """In the chat of who applies: №, what is missing, what comes next, by when."""

    case_id: int
    person_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        is_whole = all(line.is_here for line in face.papers)
        asked = () if is_whole else (Action.SEND_PAPER,)
        shown = _of(face, APPLICANT, (*asked, Action.GIVE_UP))
        holder = session.get_one(CardApplication, face.case_id).holder
        return replace(face, holder=holder, actions=shown, shows="resident")


def face_of(session: Session, case: Case) -> AccessFace:
    """Return it as it is now, without names of residents."""
    application = session.get_one(CardApplication, case.id)
    lost = session.get(AccessCard, application.replaces or 0)
    return AccessFace(
        case_id=case.id, number=case.number, rev=case.rev, status=Status(case.status),
        place=place_of_home(session, case.home_id), card_kind=application.card_kind,
        lost_no=lost.number if lost else "",
        papers=paper_lines(session, case, papers_of_kind(session, application)),
        fee=application.fee, receipt_no=application.receipt_no, card_no=application.card_no,
        until=application.promised_by or application.open_until, owner=owner_of(session, case),
    )  # fmt: skip


def papers_of_kind(session: Session, application: CardApplication) -> tuple[PaperKind, ...]:
    """Return which papers the application takes."""
    policy = policy_of(session, application.estate_id, CardPolicy)
    return papers_for(CardKind(application.card_kind), policy)


def _of(face: AccessFace, parts: frozenset[str], shown: tuple[Action, ...]) -> tuple[Action, ...]:
    possible = flow_for(is_lost=bool(face.lost_no)).actions(face.status, by=parts)
    return tuple(each for each in shown if each in possible)
