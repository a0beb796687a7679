"""The cards of a blocked car, drawn at its newest state for each reader."""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from sqlmodel import Session

from models.blocked.drivers import drivers_of
from models.blocked.messages import BlockedFace
from models.blocked.policy import BlockedPolicy
from models.blocked.rules import BLOCKED_FLOW, GUARD, Action, Status
from models.blocked.tables import Blockage
from models.cases.lines import owner_of
from models.cases.parts import Part
from models.cases.tables import Case
from models.estate.settings import policy_of
from models.intents.cards import Card
from models.intents.messages import Message, Priority
from models.people.tables import Person, Staff, StaffRole
from models.permissions import OFFICERS
from models.values import frozen

TO_PRESS = frozenset({Action.SEE_TO, Action.FREE})


@frozen
class BlockedAskerCard(Card):
    """In the chat of who asked."""

    case_id: int
    person_id: int

    priority: ClassVar[Priority] = Priority.DIALOGUE

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        free = BLOCKED_FLOW.actions(face.status, by={Part.REPORTER})
        return replace(
            face, shows="asker", owner="", actions=tuple(each for each in free if each in TO_PRESS)
        )


@frozen
class BlockedCard(Card):
    """In a group: №, where it stands; no plate, no name. SEC-01."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, session.get_one(Case, self.case_id))
        return replace(face, shows="group", plate="", told="")


@frozen
class BlockedOfficeCard(Card):
    """In the private chat of a guard or an officer; the telephone is for officers only."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        case, staff = session.get_one(Case, self.case_id), session.get_one(Staff, self.staff_id)
        face = face_of(session, case)
        is_officer, is_guard = staff.role in OFFICERS, staff.role is StaffRole.GUARD
        parts = {Part.OFFICER} if is_officer else set[str]()
        parts |= {GUARD} if is_guard else set()
        parts |= {Part.ASSIGNEE} if case.owner_id == staff.id else set()
        offered = BLOCKED_FLOW.actions(case.status, by=parts)
        face = replace(face, actions=tuple(each for each in offered if each in TO_PRESS))
        return _with_driver(session, case, face) if is_officer else face


def face_of(session: Session, case: Case) -> BlockedFace:
    """Return what it looks like now, as the gate may read it."""
    blockage = session.get_one(Blockage, case.id)
    policy = policy_of(session, case.estate_id, BlockedPolicy)
    return BlockedFace(
        case.id, case.rev, case.number, Status(case.status), "gate", case.opened_at,
        case.opened_at + timedelta(minutes=policy.answer_minutes), blockage.plate, blockage.told,
        blockage.comes_by, owner_of(session, case),
    )  # fmt: skip


def _with_driver(session: Session, case: Case, face: BlockedFace) -> BlockedFace:
    """Add whom an officer can ring up."""
    found = drivers_of(
        session, case.estate_id, face.plate, besides=case.reporter_id, now=case.opened_at
    )
    if not found or case.status == Status.FREE:
        return replace(face, shows="officer")
    person: Person = found[0]
    return replace(
        face, shows="officer", driver=person.name, address_as=person.address_as,
        phone=person.phone or "",
    )  # fmt: skip
