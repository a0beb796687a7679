"""Diagrams in the docs are those of the tables."""

from pathlib import Path

from models.access_cards.rules import CARD_FLOW, LOST_FLOW
from models.blocked.rules import BLOCKED_FLOW
from models.collecting.rules import COLLECTION_FLOW
from models.complaints.rules import COMPLAINT_FLOW
from models.enquiries.rules import FLOWS
from models.owners.rules import CHANGE_FLOW, FEE_FLOW, FORM_FLOW
from models.parking.rules import LEASE_FLOW, PARKING_FLOW, VIP_FLOW
from models.registration.rules import REQUEST_FLOW
from models.repairs.rules import REPAIR_FLOW
from models.talks.rules import TALK_FLOW
from models.visitors.rules import PASS_FLOW

FEATURES = Path(__file__).parents[2] / "docs" / "features.md"


def test_the_diagram_of_a_repair_is_that_of_its_flow() -> None:
    """Whoever changes an arrow changes the picture."""
    assert REPAIR_FLOW.diagram() in FEATURES.read_text("utf-8")


def test_the_diagram_of_a_registration_is_that_of_its_flow() -> None:
    """Whoever changes an arrow changes the picture."""
    assert REQUEST_FLOW.diagram() in FEATURES.read_text("utf-8")


def test_the_diagram_of_a_talk_is_that_of_its_flow() -> None:
    """Whoever changes an arrow changes the picture."""
    assert TALK_FLOW.diagram() in FEATURES.read_text("utf-8")


def test_the_diagram_of_a_complaint_is_that_of_its_flow() -> None:
    """Whoever changes an arrow changes the picture."""
    assert COMPLAINT_FLOW.diagram() in FEATURES.read_text("utf-8")


def test_the_diagrams_of_enquiries_and_suggestions_are_those_of_their_flows() -> None:
    """Whoever changes an arrow changes the picture."""
    for flow in FLOWS.values():
        assert flow.diagram() in FEATURES.read_text("utf-8")


def test_the_diagrams_of_parking_are_those_of_its_flows() -> None:
    """Whoever changes an arrow changes the picture."""
    for diagram in (PARKING_FLOW.diagram(), VIP_FLOW.diagram(), LEASE_FLOW.diagram()):
        assert diagram in FEATURES.read_text("utf-8")


def test_the_diagrams_of_cards_are_those_of_their_flows() -> None:
    """Whoever changes an arrow changes the picture."""
    for flow in (CARD_FLOW, LOST_FLOW):
        assert flow.diagram() in FEATURES.read_text("utf-8")


def test_the_diagrams_of_the_owners_file_are_those_of_its_flows() -> None:
    """Whoever changes an arrow changes the picture."""
    for flow in (CHANGE_FLOW, FEE_FLOW, FORM_FLOW):
        assert flow.diagram() in FEATURES.read_text("utf-8")


def test_the_diagrams_of_passes_and_blocked_ways_are_those_of_their_flows() -> None:
    """Whoever changes an arrow changes the picture."""
    for diagram in (PASS_FLOW.diagram(), BLOCKED_FLOW.diagram()):
        assert diagram in FEATURES.read_text("utf-8")


def test_the_diagram_of_collection_at_the_home_is_that_of_its_flow() -> None:
    """Whoever changes an arrow changes the picture."""
    assert COLLECTION_FLOW.diagram() in FEATURES.read_text("utf-8")
