"""Which questions an applicant is asked: of tenants more, of a known car less. PRK-02, S-36."""

from handlers.conversations.definition import Answers
from handlers.parking.steps import ParkingWorld
from models.papers.words import PaperKind
from models.parking.rules import papers_for
from models.parking.words import SpaceKind


def rents(answers: Answers, world: ParkingWorld) -> bool:
    """Ask what only a tenant is asked. PRK-02, S-36."""
    return answers.get("home") in world.rented


def is_reached(answers: Answers, world: ParkingWorld) -> bool:
    """Ask a tenant's address where the estate wants it."""
    return rents(answers, world) and "address" in world.policy.tenant_fields


def is_new(answers: Answers, world: ParkingWorld) -> bool:
    """Ask the model of a car that no home's file has."""
    return not world.cars.get(str(answers.get("plate")))


def is_needed(kind: PaperKind, answers: Answers, world: ParkingWorld) -> bool:
    """Ask for the papers that this kind of space takes. PRK-01, PRK-02, PRK-06."""
    wished = str(answers.get("kind") or SpaceKind.UNDERGROUND)
    if wished not in set(SpaceKind):
        return False
    is_tenants = rents(answers, world)
    return kind in papers_for(SpaceKind(wished), world.policy, is_tenant=is_tenants)
