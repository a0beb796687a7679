"""What the clock does about arrears: a ladder's day, a home's step, a promise that is up."""

from datetime import date, datetime
from typing import ClassVar

from models.due import Moment
from models.values import frozen


@frozen
class LadderIsDue(Moment):
    """The arrears day of a month has come for an estate. S-38."""

    subject: int
    on: date
    rings: ClassVar[str] = "dunning"


@frozen
class TurnsAreDue(Moment):
    """A part of the homes that owe is given its turns: so many at once keep nobody waiting."""

    subject: int
    on: date
    first: int  # the place of the first of them among all
    homes: tuple[int, ...]
    begins: datetime
    rings: ClassVar[str] = "dunning"

    def identity(self) -> str:
        return f"{self.on}.{self.first}"


@frozen
class StepIsDue(Moment):
    """A home's turn on that day. FEE-05."""

    subject: int
    on: date
    rings: ClassVar[str] = "dunning"


@frozen
class PersonIsReminded(Moment):
    """All homes of this person have had their turn that day: one message tells of all. FEE-05.

    `again` counts how often the day's reminders were let go on.
    """

    subject: int
    on: date
    again: int = 0
    rings: ClassVar[str] = "dunning"

    def identity(self) -> str:
        return f"{self.on}.{self.again}" if self.again else str(self.on)


@frozen
class RunGoesOn(Moment):
    """The reminders that stood still get their turns again, after the one of this number."""

    subject: int
    again: int
    after: int
    place: int
    begins: datetime
    rings: ClassVar[str] = "dunning"

    def identity(self) -> str:
        return f"{self.again}.{self.after}"


@frozen
class RunIsShown(Moment):
    """Finance's card of the day's reminders is looked after."""

    subject: int
    at: datetime
    again: int = 0
    rings: ClassVar[str] = "dunning"

    def identity(self) -> str:
        return f"{self.at.isoformat()} {self.again}"


@frozen
class NoticesAreDue(Moment):
    """Every home of the estate has had its turn: the written notices are made. FEE-05."""

    subject: int
    on: date
    rings: ClassVar[str] = "dunning"


@frozen
class RestIsUp(Moment):
    """The day after the one until which a home rests: a promise's, or the bank's. FEE-11."""

    subject: int
    rings: ClassVar[str] = "dunning"


@frozen
class DisputeIsLookedAt(Moment):
    """Every morning it is seen whether what was doubted has its answer. FEE-12."""

    subject: int
    on: date
    rings: ClassVar[str] = "dunning"


@frozen
class PartIsDue(Moment):
    """The day after a part of a plan was to be paid; `near`: the day before. FEE-11."""

    subject: int
    on: date
    near: bool = False
    rings: ClassVar[str] = "dunning"

    def identity(self) -> str:
        return f"{self.on}.{self.near}"


@frozen
class ProofIsToGo(Moment):
    """The photograph of a payment has been kept for long enough. SEC-02."""

    subject: int
    rings: ClassVar[str] = "dunning"


@frozen
class ConductIsDue(Moment):
    """A home's reminder has had its days: conduct is looked at. FEE-10."""

    subject: int  # the step
    rings: ClassVar[str] = "dunning"


@frozen
class SuitIsWatched(Moment):
    """A month has passed since the suit was mandated, or since it was last asked after. FEE-09."""

    subject: int  # the step
    on: date
    rings: ClassVar[str] = "dunning"


@frozen
class PreservationIsDue(Moment):
    """By that day preservation is asked of the court. FEE-09, S-40."""

    subject: int  # the step
    on: date
    rings: ClassVar[str] = "dunning"


@frozen
class ErrandIsLate(Moment):
    """An errand is past its day, for the `step`-th time."""

    subject: int
    step: int
    rings: ClassVar[str] = "dunning"

    def identity(self) -> str:
        return str(self.step)


@frozen
class DriveIsLookedAt(Moment):
    """A week of December has begun, or the year ends: what is left of the drive is told. FEE-13."""

    subject: int
    on: date
    rings: ClassVar[str] = "dunning"
