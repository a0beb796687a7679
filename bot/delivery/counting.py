"""How many messages were sent, by what became of them."""

from prometheus_client import Counter

from bot.delivery.outcomes import (
    Broken,
    Delivered,
    Later,
    Migrated,
    Outcome,
    Reason,
    Refused,
    Unknown,
)
from bot.metrics import REGISTRY

WORDS = {
    Delivered: "delivered", Later: "later", Migrated: "moved", Unknown: "unknown",
    Broken: "broken",
}  # fmt: skip
SENDS = Counter(
    "guanjia_sends", "Messages sent, by what became of each; a refusal by its reason",
    ["outcome", "reason"], registry=REGISTRY,
)  # fmt: skip

for _word in WORDS.values():  # from the beginning, so that the first one is an increase
    SENDS.labels(_word, "")
for _reason in Reason:
    SENDS.labels("refused", _reason)


def sent(outcome: Outcome) -> None:
    """Count a message whose outcome is recorded."""
    if isinstance(outcome, Refused):
        SENDS.labels("refused", outcome.reason).inc()
    else:
        SENDS.labels(WORDS[type(outcome)], "").inc()
