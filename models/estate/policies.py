"""Every policy there is: together they are the settings that a workbook may change."""

from models.emergencies.policy import EmergencyPolicy
from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.handovers.policy import HandoverPolicy
from models.intents.policy import NoticePolicy
from models.repairs.policy import IncidentPolicy, RepairPolicy

POLICIES: tuple[type, ...] = (
    NoticePolicy,
    RepairPolicy,
    FollowUpPolicy,
    DeadlinePolicy,
    EmergencyPolicy,
    HandoverPolicy,
)
POLICIES = (NoticePolicy, RepairPolicy, IncidentPolicy, FollowUpPolicy, DeadlinePolicy)
