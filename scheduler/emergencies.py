"""Emergencies and the clock: who is on duty is called until somebody takes it."""

from models.due import Rings
from models.emergencies.moments import EmergencyRings
from models.emergencies.operations import call_duty

WHEN_DUE: Rings = {
    EmergencyRings: call_duty,  # S-10
}
