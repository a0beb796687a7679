"""The moments of the file: not shown, not decided, holding from a day; a tenancy ends soon."""

from datetime import date
from typing import ClassVar

from models.cases.moments import OfCase
from models.due import Moment
from models.values import frozen


@frozen
class ChangeLapses(OfCase):
    """The proofs or the originals have not come until then; `rev`: when they were asked for."""

    subject: int
    until: str
    rev: int
    rings: ClassVar[str] = "owners"

    def identity(self) -> str:
        return f"{self.rev}.{self.until}"


@frozen
class ChangeWaits(OfCase):
    """The head has not decided; `step` counts days."""

    subject: int
    rev: int
    step: int = 0
    rings: ClassVar[str] = "owners"

    def identity(self) -> str:
        return f"{self.rev}.{self.step}"


@frozen
class FormWaits(OfCase):
    """A new owner's form is not in use yet: a day before its limit, then past it. OWN-04."""

    subject: int
    step: int = 0
    rings: ClassVar[str] = "owners"

    def identity(self) -> str:
        return str(self.step)


@frozen
class HomeIsSold(Moment):
    """The workbook has a new owner of this home; `last`: the newest role that it had before."""

    subject: int
    last: int
    rings: ClassVar[str] = "owners"

    def identity(self) -> str:
        return str(self.last)


@frozen
class ChangeHolds(OfCase):
    """The day has come from which an approved change holds that touches fees. OWN-06."""

    subject: int
    rings: ClassVar[str] = "owners"


@frozen
class TenancyEnds(Moment):
    """A tenancy, by its residency, ends with the beginning of this day: `days` until its last."""

    subject: int
    on: date
    days: int
    rings: ClassVar[str] = "owners"

    def identity(self) -> str:
        return f"{self.on.isoformat()}.{self.days}"
