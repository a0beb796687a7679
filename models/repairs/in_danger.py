"""Cases about a person in danger: nothing is mended, somebody is looked after. S-10."""

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from models.emergencies.rules import OF_PEOPLE
from models.followups.rules import Answer
from models.repairs.tables import Repair


def is_of_person(session: Session, case_id: int) -> bool:
    """Tell whether the case is about somebody in danger, and nothing that is mended."""
    repair = session.get(Repair, case_id)
    return repair is not None and repair.danger in OF_PEOPLE


def counted(session: Session, case_id: int, answer: Answer) -> Answer:
    """Return the answer as it counts: of somebody who was in danger half well is not well."""
    half = answer is Answer.PARTLY and is_of_person(session, case_id)
    return Answer.NOT if half else answer


def of_things() -> ColumnElement[bool]:
    """Return the condition that something is mended."""
    danger = col(Repair.danger)
    return or_(danger.is_(None), danger.not_in(OF_PEOPLE))
