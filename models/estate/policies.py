"""Every policy there is: together they are the settings that a workbook may change."""

from models.emergencies.policy import EmergencyPolicy
from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.intents.policy import NoticePolicy
from models.repairs.policy import RepairPolicy

POLICIES: tuple[type, ...] = (
    NoticePolicy,
    RepairPolicy,
    FollowUpPolicy,
    DeadlinePolicy,
    EmergencyPolicy,
)
