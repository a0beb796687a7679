"""What one home owes and why it rests, kept by the test itself: the bot is held against it."""

from dataclasses import dataclass, field
from datetime import date

from models.dunning.words import Brake

REMINDERS = 6  # months 0 to 5


@dataclass
class Book:
    """One home by itself: every charge, what was paid, and the one reason for which it rests."""

    charges: dict[tuple[str, str], int] = field(default_factory=dict)
    paid: int = 0
    brake: Brake | None = None
    until: date = date.max  # of a promise; of money that was found, what it answers for

    def due(self, on: date) -> list[date]:
        """Return the due days of what is open of what is due by then, oldest first."""
        left, found = self.paid, []
        for (period, _), amount in sorted(self.charges.items()):
            if amount > left and due_day(period) <= on:
                found.append(due_day(period))
            left = max(0, left - amount)
        return found

    def owed(self, on: date) -> int:
        """Return what is owed of what is due by then."""
        charged_by = sum(
            amount for (period, _), amount in self.charges.items() if due_day(period) <= on
        )
        return max(0, charged_by - self.paid)

    def rests(self, on: date) -> bool:
        """Tell whether nobody may be written to about this home that day."""
        if self.brake is Brake.PROMISED:
            return on <= self.until
        oldest = next(iter(self.due(date.max)), None)
        if self.brake is Brake.FOUND and oldest is not None:
            return oldest <= self.until
        return self.brake is not None

    def climbs(self, on: date) -> bool:
        """Tell whether that arrears day brings a reminder, were it not for what makes it rest."""
        oldest = next(iter(self.due(on)), None)
        return oldest is not None and _months(oldest, on) < REMINDERS


def due_day(period: str) -> date:
    return date.fromisoformat(f"{period}-01")


def _months(since: date, on: date) -> int:
    return (on.year - since.year) * 12 + on.month - since.month
