"""When somebody is called to an emergency."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.due import Due, Moment
from models.values import frozen


@frozen
class EmergencyRings(Moment):
    """Nobody has taken the `dispatch`-th call for help; `called` was rung `times` times. S-10."""

    subject: int
    dispatch: int
    ring: int = 0
    called: int = 0
    times: int = 0
    rings: ClassVar[str] = "emergencies"

    def identity(self) -> str:
        return f"{self.dispatch}.{self.ring}"


@frozen
class HelpIsAwaited(Moment):
    """Who is to go to an emergency since then should be there by now; asked `step` times. S-10.

    `rev` is the case's at that moment: each taking and each going on has its own.
    """

    subject: int
    rev: int
    since: datetime
    step: int = 0
    rings: ClassVar[str] = "emergencies"

    def identity(self) -> str:
        return f"{self.rev}.{self.step}"


def overtaken(session: Session, moment: Moment) -> bool:
    """Tell whether one of its kind was entered after it: it was in the clock's hands meanwhile."""
    same = select(Due.id).where(Due.kind == type(moment).__name__, Due.subject == moment.subject)
    own = same.where(Due.identity == moment.identity()).scalar_subquery()
    newer = same.where(col(Due.settled_at).is_(None), col(Due.id) > own)
    return session.exec(newer).first() is not None
