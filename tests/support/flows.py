"""Every flow of every kind of case: what can be done, where it can stand, what is not reached."""

from collections import Counter
from typing import Any

from models.access_cards.rules import CARD_FLOW, LOST_FLOW
from models.blocked.rules import BLOCKED_FLOW
from models.cases.registry import KINDS
from models.cases.tables import Kind
from models.complaints.rules import COMPLAINT_FLOW
from models.dunning.words import Brake
from models.enquiries.rules import FLOWS as ENQUIRY_FLOWS
from models.fees.words import PaymentState
from models.flow import Flow
from models.owners.rules import CHANGE_FLOW, FEE_FLOW, FORM_FLOW
from models.parking.rules import PARKING_FLOW, VIP_FLOW
from models.repairs.rules import REPAIR_FLOW
from models.talks.rules import TALK_FLOW

FLOWS: dict[Kind, tuple[Flow[Any, Any], ...]] = {
    Kind.REPAIR: (REPAIR_FLOW,),
    Kind.COMPLAINT: (COMPLAINT_FLOW,),
    **{Kind(sort): (flow,) for sort, flow in ENQUIRY_FLOWS.items()},
    Kind.PARKING: (PARKING_FLOW, VIP_FLOW),
    Kind.CARD: (CARD_FLOW, LOST_FLOW),
    Kind.BLOCKED: (BLOCKED_FLOW,),
    Kind.FILE_CHANGE: (CHANGE_FLOW, FEE_FLOW, FORM_FLOW),
}


def actions() -> set[str]:
    """Return every action of every flow."""
    return {str(each.action) for flows in FLOWS.values() for flow in flows for each in flow.arrows}


def statuses_of(kind: Kind) -> set[str]:
    """Return every status that a case of the kind can be in."""
    return {str(each) for flow in FLOWS[kind] for each in flow.statuses}


def starved(reached: Counter[str]) -> list[str]:
    """Return the states of cases, talks, payments and rests that nothing has reached."""
    states = {f"{kind} {each}" for kind in KINDS for each in statuses_of(kind)}
    states |= {f"talk {each}" for each in TALK_FLOW.statuses}
    states |= {f"payment {each}" for each in PaymentState} | {f"rest {each}" for each in Brake}
    return sorted(states - reached.keys())
