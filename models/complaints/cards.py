"""The cards of a complaint: for who handles it, for who complains, and for who signs with them."""

from dataclasses import replace

from sqlmodel import Session

from models.cases.independence import about, kept_from
from models.cases.lines import owner_of
from models.cases.operations import files_of
from models.cases.reporters import joined, joining
from models.cases.tables import Case, FileRole
from models.cases.words import Place, abridged
from models.complaints.messages import ComplaintFace
from models.complaints.rules import (
    AFTER_THE_HARM,
    COMPLAINT_FLOW,
    ON_CARDS,
    UNSOLVED,
    Action,
    Status,
    goes_on,
)
from models.complaints.tables import Complaint
from models.estate.tables import Home
from models.followups.planning import asked_next_at, heard_last
from models.household.limits import on_behalf_of
from models.intents.cards import Card
from models.intents.messages import Message
from models.people.tables import Person, Staff
from models.values import frozen

MORE = "complaint_more"  # the button behind which everything else stands


@frozen
class ComplaintCard(Card):
    """In the private chat of somebody of the office; whom it is about sees nothing of it."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        staff = session.get_one(Staff, self.staff_id)
        if kept_from(session, case, staff):
            return replace(_nothing_of(face_of(session, case)), shows="gone")
        face = face_of(session, case)
        reporter = session.get_one(Person, case.reporter_id)
        actions = (*ON_CARDS.get(face.status, ()), MORE)
        if face.harm:  # first things first
            actions = (Action.STOP, *(each for each in actions if each not in AFTER_THE_HARM))
        if face.status in COMPLAINT_FLOW.closed:
            actions = ()
        if not face.anonymous:
            face = replace(
                face, resident=reporter.name, address_as=reporter.address_as,
                phone=reporter.phone or "", behalf=on_behalf_of(session, case),
            )  # fmt: skip
        return replace(face, actions=actions, shows="staff")


@frozen
class ComplainantCard(Card):
    """In the chat of who complains, or who signed: №, promise, who has it, what comes next."""

    case_id: int
    person_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        return face_for(session, case, session.get_one(Person, self.person_id))


def face_for(session: Session, case: Case, person: Person) -> ComplaintFace:
    """Return the complaint as the complainant, or one who signed it, may read it now."""
    face = replace(face_of(session, case), named=0, cause="", opinion="", fault=None, called="")
    if joining(session, case, person) is not None:
        return replace(face, place=Place(), shows="signer")
    is_open = face.status in UNSOLVED
    actions = (Action.TELL_FURTHER, "ask_to_sign", Action.RETRACT) if is_open else ()
    return replace(face, actions=actions, shows="resident")


def face_of(session: Session, case: Case) -> ComplaintFace:
    """Return the complaint as it is now, without names of residents."""
    complaint = session.get_one(Complaint, case.id)
    heard = heard_last(session, case.id)
    return ComplaintFace(
        case_id=case.id, number=case.number, rev=case.rev, status=Status(case.status),
        level=case.level, code=complaint.code, importance=complaint.importance,
        department=complaint.department, category=complaint.category,
        place=place_of(session, case, complaint), told=abridged(complaint.told),
        against=complaint.against, wish=complaint.wish, reported_at=case.opened_at,
        answer_by=complaint.answer_by, solve_by=complaint.solve_by, owner=owner_of(session, case),
        plan=complaint.plan, result=complaint.result, explanation=complaint.explanation,
        handed_to=complaint.handed_to, cause=complaint.cause,
        signers=1 + len(joined(session, case.id)),
        photos=len(files_of(session, case.id, FileRole.REPORT)), anonymous=case.unnamed,
        ask_at=asked_next_at(session, case.id),
        opinion=heard.opinion[-500:] if heard else "", named=len(about(session, case.id)),
        fault=complaint.fault, called=complaint.called, meeting_at=complaint.meeting_at,
        harm=case.status in UNSOLVED and goes_on(complaint.wished, complaint.stopped_at),
    )  # fmt: skip


def place_of(session: Session, case: Case, complaint: Complaint) -> Place:
    """Return what place it is about: a common part, a home; of who stays unnamed no home."""
    if complaint.place:
        return Place(common=complaint.place)
    if case.unnamed or case.home_id is None:
        return Place()
    home = session.get_one(Home, case.home_id)
    return Place(address=home.address)


def _nothing_of(face: ComplaintFace) -> ComplaintFace:
    return replace(
        face, told="", against="", wish="", place=Place(), plan="", result="", explanation="",
        cause="", category="", owner="", opinion="", handed_to="", named=0, code="",
        fault=None, called="", meeting_at=None,
    )  # fmt: skip
