"""The cards of an enquiry or a suggestion: for the desk, for who has it, for who asked."""

from dataclasses import replace

from sqlmodel import Session

from models.cases.independence import about, kept_from
from models.cases.lines import owner_of, place_of_home
from models.cases.operations import files_of
from models.cases.tables import Case, FileRole
from models.cases.words import Place, abridged, masked
from models.enquiries.messages import EnquiryFace
from models.enquiries.rules import BY_THE_OFFICE, FLOWS, HANDLES, UNANSWERED
from models.enquiries.tables import Enquiry
from models.enquiries.words import Action, Sort, Status
from models.intents.cards import Card
from models.intents.messages import Message
from models.people.tables import Person, Staff
from models.values import frozen

MORE = "enquiry_more"  # the button behind which everything else stands
ON_CARD = (Action.ANSWER, Action.ADOPT, Action.NOT_ADOPT, Action.CARRY_OUT)


@frozen
class EnquiryCard(Card):
    """In the officers' group: what is asked, from where, with whom it is; no names. SEC-01."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        actions = (Action.TAKE_ON,) if face.status is Status.RECEIVED else ()
        return replace(
            face, told=masked(face.told), answer=masked(face.answer), actions=actions, shows="desk"
        )


@frozen
class EnquiryOwnerCard(Card):
    """In the private chat of somebody of the office: with name and number."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        face = face_of(session, case)
        if kept_from(session, case, session.get_one(Staff, self.staff_id)):
            return replace(face, told="", answer="", place=Place(), owner="", shows="gone")
        reporter = session.get_one(Person, case.reporter_id)
        return replace(
            face, resident=reporter.name, address_as=reporter.address_as,
            phone=reporter.phone or "", actions=_offered(face), shows="owner",
        )  # fmt: skip


@frozen
class AskerCard(Card):
    """In the chat of who asked, suggested or praised: №, promise, who has it."""

    case_id: int
    person_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        actions = (Action.NOT_NEEDED,) if face.status in UNANSWERED else ()
        return replace(face, named=0, actions=actions, shows="asker")


def face_of(session: Session, case: Case) -> EnquiryFace:
    """Return it as it is now, without names of residents."""
    enquiry = session.get_one(Enquiry, case.id)
    return EnquiryFace(
        case_id=case.id, number=case.number, rev=case.rev, sort=Sort(case.kind),
        status=Status(case.status), level=case.level, place=place_of_home(session, case.home_id),
        told=abridged(enquiry.told), asked_at=case.opened_at, answer_by=enquiry.answer_by,
        owner=owner_of(session, case), asked_of=enquiry.asked_of, answer=enquiry.answer,
        photos=len(files_of(session, case.id, FileRole.REPORT)), named=len(about(session, case.id)),
    )  # fmt: skip


def _offered(face: EnquiryFace) -> tuple[str, ...]:
    """Return the buttons at once; everything else stands behind "more"."""
    possible = FLOWS[face.sort].actions(face.status, by=HANDLES)
    if face.status is Status.RECEIVED:
        return (Action.TAKE_ON,)
    first = tuple(action for action in possible if action in ON_CARD)
    return (*first, MORE) if set(possible) & (BY_THE_OFFICE - set(ON_CARD)) else first
