"""What is said about a request: to the desk, and to the account that asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session, col, or_, select

from models.buttons import Press
from models.estate.tables import Home
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import HomeRole, Person, Residency, Staff
from models.registration.rules import REQUEST_FLOW, Decider, Decision, Stage
from models.registration.tables import Request
from models.values import frozen


@frozen
class RequestFace(Message):
    """To an officer: who asks for which home. In a group it names nobody (SEC-01).

    `known_by` says what the register knows: the `phone`, only the `name`, or nothing.
    """

    request_id: int
    rev: int
    stage: Stage
    answer_by: datetime | None
    decided_by: str
    named: bool
    name: str = ""
    phone: str = ""
    role: HomeRole | None = None
    told_home: str = ""
    homes: tuple[str, ...] = ()
    known_by: str = ""
    moves: bool = False
    lease_from: date | None = None
    lease_until: date | None = None

    text_key: ClassVar[str] = "registration.card"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return "registration.card.named" if self.named else "registration.card.masked"

    def buttons(self) -> Rows:
        decisions = REQUEST_FLOW.actions(self.stage, by={Decider.OFFICER})
        is_clear = not self.named or self.known_by == "phone"
        rows = tuple(
            (self._button(f"link_{each}"),)
            for each in decisions
            if each is not Decision.HOME or not is_clear
        )
        return rows if self.named else (*rows, (self._button("link_view"),))

    def _button(self, word: str) -> Button:
        return Button(f"registration.actions.{word}", Press(word, self.request_id, self.rev).pack())


@frozen
class Linked(Message):
    """To the account: it is linked, for these homes."""

    homes: tuple[str, ...]

    text_key: ClassVar[str] = "registration.messages.linked"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "menu"


@frozen
class NotLinked(Message):
    """To the account: the office could not confirm it, and what helps."""

    text_key: ClassVar[str] = "registration.messages.not_linked"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"


@frozen
class LinkUndone(Message):
    """To the account: it was linked by mistake, and is looked at again."""

    text_key: ClassVar[str] = "registration.messages.undone"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"


def face_of(session: Session, request: Request, *, named: bool) -> RequestFace:
    """Return what the request looks like now, with everything personal only if `named`."""
    decider = session.get(Staff, request.decided_by or 0)
    face = RequestFace(
        request.id, request.rev, request.stage, request.answer_by,
        decider.name if decider else "", named,
    )  # fmt: skip
    if not named:
        return face
    resident = session.get(Person, request.resident_id or 0)
    rooms = rooms_of(session, request)
    is_known = resident is not None and request.residency_id is None
    return replace(
        face, phone=request.phone, told_home=request.told_home,
        name=request.name or (resident.name if resident else ""),
        role=request.role or next((role for _, role in rooms), None),
        homes=tuple(room for room, _ in rooms),
        known_by="phone" if request.by_phone else "name" if is_known else "",
        lease_from=request.lease_from, lease_until=request.lease_until,
        moves=resident is not None and resident.telegram_id not in (None, request.account),
    )  # fmt: skip


def rooms_of(session: Session, request: Request) -> Sequence[tuple[str, HomeRole]]:
    """Return the homes that the request is about, with the role in each."""
    if not request.by_phone:
        home = session.get(Home, request.home_id or 0)
        return [(home.address, request.role)] if home and request.role else []
    still_here = or_(
        col(Residency.left_on).is_(None), col(Residency.left_on) > request.opened_at.date()
    )
    found = session.exec(
        select(Home, Residency.role)
        .join(Residency, col(Residency.home_id) == col(Home.id))
        .where(Residency.person_id == request.resident_id, still_here)
        .order_by(col(Home.code))
    )
    return [(home.address, HomeRole(role)) for home, role in found]
