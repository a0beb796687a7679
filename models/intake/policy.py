"""What an estate may set about how much one person may send."""

from dataclasses import dataclass

from pydantic import PositiveInt

from models.policy import setting


@dataclass(frozen=True)
class IntakePolicy:
    """Limits against floods; an emergency passes them all."""

    open_reports: PositiveInt = setting("intake.open_reports_at_most", 10)
    messages_per_hour: PositiveInt = setting("intake.messages_per_hour", 240)
