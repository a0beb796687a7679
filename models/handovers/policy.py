"""What an estate may set about its shifts, by the names of docs/rules.md."""

from datetime import time

from pydantic import NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class HandoverPolicy:
    """S-06 (what the duty record is called), S-45; GEN-10: how many alike make a cluster."""

    digest_at: time = setting("digest.at", time(7, 50))
    confirm_minutes: NonNegativeInt = setting("shift.confirm_minutes", 60)
    cluster_cases: PositiveInt = setting("cluster.cases", 3)
    cluster_days: PositiveInt = setting("cluster.days", 7)
    log_title: str = setting("intake_log.title", "值班记录表")
