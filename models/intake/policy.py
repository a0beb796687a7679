"""What an estate may set about what comes in: how much, and whether its kind may change."""

from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class IntakePolicy:
    """Limits against floods, which an emergency passes; and whether staff change a case's kind."""

    open_reports: PositiveInt = setting("intake.open_reports_at_most", 10)
    messages_per_hour: PositiveInt = setting("intake.messages_per_hour", 240)
    reclassify: bool = setting("intake.reclassify", True)
