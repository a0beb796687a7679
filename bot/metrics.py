"""What this process has done since it began, for Prometheus; nothing in a label names a person.

A counter counts what was committed. A kill sets it to nothing, as `rate()` expects; what must
outlive a kill is counted in the database, by `bot.figures`. What sends counts its own.
"""

from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series of each says nothing more
REGISTRY: Final = CollectorRegistry()
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

ProcessCollector(registry=REGISTRY)  # processor, memory, open files, and since when it runs
UPDATES_TAKEN = Counter(
    "guanjia_updates_taken", "Updates of Telegram's that were new and put on disk",
    registry=REGISTRY,
)  # fmt: skip
TURN_SECONDS = Histogram(
    "guanjia_turn_seconds", "From the beginning of an update's turn to its commit",
    buckets=SECONDS, registry=REGISTRY,
)  # fmt: skip
TURNS_FAILED = Counter(
    "guanjia_turns_failed", "Turns that ended in an error of ours, each attempt counted",
    registry=REGISTRY,
)  # fmt: skip
HOP_WAIT_SECONDS = Histogram(
    "guanjia_hop_wait_seconds", "How long a piece of work waited for a writer of the database",
    buckets=SECONDS, registry=REGISTRY,
)  # fmt: skip
WRITER_QUEUE = Gauge(
    "guanjia_writer_queue", "Pieces of work with the writers of the database, waiting or begun",
    registry=REGISTRY,
)  # fmt: skip
