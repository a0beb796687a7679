"""Every policy there is: together they are the settings that a workbook may change."""

from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.intents.policy import NoticePolicy
from models.repairs.policy import RepairPolicy

POLICIES = (NoticePolicy, RepairPolicy, FollowUpPolicy, DeadlinePolicy)
