"""Emergencies and the clock: who is on duty is called until one comes, and asked until there."""

from models.due import Rings
from models.emergencies.arrival import ask_after_help
from models.emergencies.moments import EmergencyRings, HelpIsAwaited
from models.emergencies.operations import call_duty

WHEN_DUE: Rings = {
    EmergencyRings: call_duty,  # S-10
    HelpIsAwaited: ask_after_help,  # S-10
}
