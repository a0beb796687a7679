"""Every flow: of each kind of case what can be done and where it can stand, and the others."""

from typing import Any

from models.access_cards.rules import CARD_FLOW, LOST_FLOW
from models.blocked.rules import BLOCKED_FLOW
from models.cases.tables import Kind
from models.collecting.rules import COLLECTION_FLOW
from models.complaints.rules import COMPLAINT_FLOW
from models.enquiries.rules import FLOWS as ENQUIRY_FLOWS
from models.fees.words import PAYMENT_FLOW
from models.flow import Flow
from models.household.rules import GUEST_FLOW
from models.moving.rules import MOVE_FLOW
from models.mydata.words import FORGET_FLOW
from models.owners.rules import CHANGE_FLOW, FEE_FLOW, FORM_FLOW
from models.parking.rules import LEASE_FLOW, PARKING_FLOW, VIP_FLOW
from models.registration.rules import REQUEST_FLOW
from models.repairs.rules import REPAIR_FLOW
from models.talks.rules import TALK_FLOW
from models.visitors.rules import PASS_FLOW

FLOWS: dict[Kind, tuple[Flow[Any, Any], ...]] = {
    Kind.REPAIR: (REPAIR_FLOW,),
    Kind.COMPLAINT: (COMPLAINT_FLOW,),
    **{Kind(sort): (flow,) for sort, flow in ENQUIRY_FLOWS.items()},
    Kind.PARKING: (PARKING_FLOW, VIP_FLOW),
    Kind.CARD: (CARD_FLOW, LOST_FLOW),
    Kind.BLOCKED: (BLOCKED_FLOW,),
    Kind.FILE_CHANGE: (CHANGE_FLOW, FEE_FLOW, FORM_FLOW),
}
OF_NO_CASE: tuple[Flow[Any, Any], ...] = (
    *(TALK_FLOW, PAYMENT_FLOW, COLLECTION_FLOW, REQUEST_FLOW, GUEST_FLOW),
    *(MOVE_FLOW, FORGET_FLOW, PASS_FLOW, LEASE_FLOW),
)


def actions() -> set[str]:
    """Return every action of every flow."""
    return {str(each.action) for flows in FLOWS.values() for flow in flows for each in flow.arrows}


def statuses_of(kind: Kind) -> set[str]:
    """Return every status that a case of the kind can be in."""
    return {str(each) for flow in FLOWS[kind] for each in flow.statuses}
