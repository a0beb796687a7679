"""Moments of cases: the clock holds the case before it takes one, as whoever calls it off does."""

from typing import Any, ClassVar

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.due import Moment


class OfCase(Moment):
    """A moment of the case `subject`, or of something that belongs to one."""

    about: ClassVar[Any] = Case  # the table of its subject

    def hold(self, session: Session) -> None:
        """Hold the case: who has it by now may call this off yet, and nobody waits in a circle."""
        case_id = Case.id if self.about is Case else self.about.case_id
        here = select(case_id).where(self.about.id == self.subject)
        session.exec(select(Case.id).where(col(Case.id).in_(here)).with_for_update()).all()
