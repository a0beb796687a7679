"""What becomes of an open case when who reported it moves out, as its kind and state have it."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from models.access_cards.applying import card_can_be_given_up
from models.cases.tables import Case, Kind
from models.moving.rules import Becomes, becomes
from models.owners.ending import is_of_a_resident
from models.parking.moving import can_be_given_up

CAN_END: Mapping[Kind, Callable[[Session, Case], bool]] = {
    Kind.PARKING: can_be_given_up,
    Kind.CARD: card_can_be_given_up,
    Kind.FILE_CHANGE: is_of_a_resident,
}


def fate_of(session: Session, case: Case, *, followed: bool) -> Becomes:
    """Return what becomes of the case. Source: OWN-06, OWN-08."""
    can_end = CAN_END.get(case.kind)
    return becomes(
        case.kind.value,
        at_home=case.home_id is not None,
        followed=followed,
        unnamed=case.unnamed,
        can_end=can_end is None or can_end(session, case),
    )
