"""The cards of a change: for who asks, for who has it, for the office head; none for a group."""

from dataclasses import replace

from sqlmodel import Session

from models.cases.lines import owner_of, place_of_home
from models.cases.parts import Part
from models.cases.tables import Case
from models.intents.cards import Card
from models.intents.messages import Message
from models.owners.effects import said_now
from models.owners.messages import FIRST, ChangeFace
from models.owners.rules import ASKS, CLOSED, NEEDS, TO_BE_ENTERED, flow_for
from models.owners.tables import FileChange
from models.owners.words import Action, Status
from models.papers.checking import paper_lines
from models.papers.messages import PAPER
from models.people.tables import Person, Staff, StaffRole
from models.values import frozen

OF_THE_OFFICE = TO_BE_ENTERED | {Status.APPROVING}  # whose limit is the office's


@frozen
class ChangeOfficeCard(Card):
    """In the private chat of who has it, or of the head: what is to change, and on which proof."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        staff = session.get_one(Staff, self.staff_id)
        face = face_of(session, case)
        is_head = staff.role is StaffRole.OFFICE_HEAD
        if case.owner_id != staff.id and not is_head:
            hidden = replace(face, before="", proposed="", papers=(), contact="", reason="")
            part = Part.COMPANY if staff.role is StaffRole.COMPANY else Part.OFFICER
            return replace(hidden, actions=_offered(face, {part}), shows="gone")
        parts = {Part.OFFICER} | ({Part.ASSIGNEE} if case.owner_id == staff.id else set())
        parts |= {Part.HEAD} if is_head else set()
        reporter = session.get_one(Person, case.reporter_id)
        actions = (
            *_offered(face, parts),
            *((PAPER,) if parts & {Part.ASSIGNEE, Part.HEAD} else ()),
        )
        return replace(
            face, resident=reporter.name, address_as=reporter.address_as,
            phone=reporter.phone or "", actions=actions, shows="office",
        )  # fmt: skip


@frozen
class ChangeCard(Card):
    """In the chat of who asks: №, old and new, what is missing, what comes next, by when."""

    case_id: int
    person_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        possible = flow_for(face.subject).actions(face.status, by=ASKS)
        is_whole = all(line.is_here for line in face.papers)
        shown = (*(() if is_whole else (Action.SEND_PROOF,)), Action.WITHDRAW)
        actions = tuple(each for each in shown if each in possible)
        return replace(face, actions=actions, shows="resident")


def face_of(session: Session, case: Case) -> ChangeFace:
    """Return it as it is now; once it holds, what the file said before is what it said then."""
    change = session.get_one(FileChange, case.id)
    need = NEEDS[change.subject]
    is_open = case.status not in CLOSED
    return ChangeFace(
        case_id=case.id, number=case.number, rev=case.rev, status=Status(case.status),
        subject=change.subject, place=place_of_home(session, case.home_id),
        before=said_now(session, change) if is_open else change.before,
        proposed=change.proposed, papers=paper_lines(session, case, need.proofs),
        touches_fees=need.touches_fees,
        until=change.decide_by if case.status in OF_THE_OFFICE else change.open_until,
        holds_from=change.holds_from, owner=owner_of(session, case), reason=change.reason,
        contact=change.contact,
    )  # fmt: skip


def _offered(face: ChangeFace, parts: set[Part]) -> tuple[str, ...]:
    """Return the buttons, the next step first; what is not compared waits. OWN-05."""
    possible = flow_for(face.subject).actions(face.status, by=parts)
    if Part.ASSIGNEE in parts:
        possible = tuple(each for each in possible if each is not Action.TAKE)
    if any(line.checked_at is None for line in face.papers):
        possible = tuple(each for each in possible if each is not Action.PUT_BEFORE)
    return tuple(sorted(possible, key=_how_far_on))


def _how_far_on(action: Action) -> tuple[bool, bool]:
    """What goes on stands above what sends back."""
    return action not in FIRST, action is not Action.ORIGINAL_SEEN
