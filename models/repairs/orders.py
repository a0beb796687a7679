"""The kind of a work order: in-home, paid or public; an officer corrects what place and price say.

What a kind decides stands in `ORDERS`.
"""

from datetime import datetime

from sqlmodel import Session

from models.cases.operations import note
from models.cases.tables import Case
from models.errors import DomainError
from models.events import Actor
from models.intents.operations import redraw
from models.people.tables import Person
from models.repairs.classes import OrderKind, kinds_possible
from models.repairs.record import newest_quote
from models.repairs.rules import Action
from models.repairs.tables import Repair
from models.repairs.working import worked


class KindIsFixed(DomainError):
    """The place, or a price that was told, leaves the order only one kind."""

    text_key = "orders.already_fixed"


def may_correct(
    session: Session, case_id: int, *, by: Person, now: datetime
) -> tuple[Case, tuple[OrderKind, ...]]:
    """Return the case, and what this person may make of its order. Raises as `correct` would."""
    case, _ = worked(session, case_id, Action.ORDER_KIND, by, now)
    price = newest_quote(session, case.id)
    kinds = kinds_possible(is_common=case.home_id is None, price=price.state if price else None)
    if len(kinds) == 1:
        raise KindIsFixed
    return case, kinds


def correct(session: Session, case_id: int, kind: OrderKind, *, by: Person, now: datetime) -> Case:
    """Let the order be of this kind; one that is paid now waits for its price. REP-05, S-06.

    Raises NotAllowed for everybody but officers, KindIsFixed.
    """
    case, _ = may_correct(session, case_id, by=by, now=now)
    repair = session.get_one(Repair, case.id)
    repair.order_kind = kind
    session.add(repair)
    note(session, case, Action.ORDER_KIND, actor=Actor.STAFF, person=by, now=now, kind=kind)
    redraw(session, case.id, now=now)
    return case
