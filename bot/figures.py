"""How it all stands at this moment: the database's counts, the disk, the newest backup."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import text
from sqlmodel import Session

from bot.backups import newest_at
from bot.settings import Settings
from models import due, inbox
from models.backups.operations import is_missing
from models.books.standing import office_at
from models.cases.tables import Kind
from models.database import Database
from models.intents import standing as outbox

Counts = dict[str, float]


@dataclass(eq=False)
class Gauges:
    """Gauges for one answer; given to Prometheus' registry, which calls `collect`."""

    found: dict[str, GaugeMetricFamily] = field(default_factory=dict)

    def add(self, name: str, told: str, value: float) -> None:
        """Tell one value."""
        self.found[name] = GaugeMetricFamily(f"guanjia_{name}", told, value=value)

    def add_by(self, label: str, name: str, told: str, values: Counts) -> None:
        """Tell a value for each value of the label."""
        self.found[name] = GaugeMetricFamily(f"guanjia_{name}", told, labels=[label])
        for word, value in values.items():
            self.found[name].add_metric([word], value)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield them all."""
        yield from self.found.values()


def queues(session: Session, now: datetime) -> Counts:
    """Return what waits, and for how many seconds the oldest of it has."""
    updates, came_at, dead = inbox.standing(session)
    moments, due_at = due.standing(session, now=now)
    messages = outbox.standing(session, now=now)
    return {
        "inbox_waiting": updates, "inbox_oldest_seconds": _age(came_at, now), "inbox_dead": dead,
        "outbox_waiting": messages.waiting, "outbox_oldest_seconds": _age(messages.since, now),
        "outbox_refused": messages.refused, "outbox_unconfirmed": messages.unconfirmed,
        "mailing_waiting": messages.mailing,
        "due_waiting": moments, "due_oldest_seconds": _age(due_at, now),
        "backup_missing": int(is_missing(session, now=now)),
    }  # fmt: skip


QUEUES = {
    "inbox_waiting": "Updates on disk that wait for their turn",
    "inbox_oldest_seconds": "How long the oldest update has waited",
    "inbox_dead": "Updates of the last 30 days that could not be handled",
    "outbox_waiting": "Messages not yet with Telegram, those of quiet hours too",
    "outbox_oldest_seconds": "How long the oldest message that may go has waited; no mailings",
    "outbox_refused": "Messages of the last 30 days that Telegram refused for good",
    "outbox_unconfirmed": "Messages of the last 30 days of which nobody knows whether they arrived",
    "mailing_waiting": "Messages of mailings that are not yet with Telegram",
    "due_waiting": "Moments that have come and have not been kept",
    "due_oldest_seconds": "How long the oldest moment is over",
    "backup_missing": "1 when the backup of the month failed or is overdue",
}


def tell_queues(gauges: Gauges, counts: Counts) -> None:
    """Add what `queues` counted."""
    for name, told in QUEUES.items():
        gauges.add(name, told, counts[name])


def tell_office(gauges: Gauges, session: Session, now: datetime) -> None:
    """Add what the office owes. One number for all estates, so that none tells of one home."""
    office = office_at(session, now=now)
    gauges.add_by("kind", "cases_open", "Cases that nobody has closed", _named(office.open))
    gauges.add_by("kind", "cases_late", "Cases with a promise that is over", _named(office.late))
    gauges.add(
        "promises_broken_today", "Promises with a limit today that were not kept in time",
        office.broken_today,
    )  # fmt: skip
    gauges.add("callbacks_due", "Telephone calls and letters officers owe", office.callbacks)
    gauges.add("callbacks_overdue", "Those whose time is over", office.callbacks_late)


def tell_machine(gauges: Gauges, database: Database, settings: Settings, now: datetime) -> None:
    """Add what the disk holds, and how old the newest backup is."""
    free = shutil.disk_usage(settings.data_dir).free
    gauges.add("disk_free_bytes", "Room on the disk of DATA_DIR", free)
    gauges.add("database_bytes", "Size of the database, its log too", _size(database))
    made_at = newest_at(settings.data_dir / "backups")
    if made_at is not None:
        gauges.add("backup_age_seconds", "Age of the newest backup there is", _age(made_at, now))


def _size(database: Database) -> int:
    if not database.is_sqlite:
        size = text("SELECT pg_database_size(current_database())")
        return int(database.read(lambda session: session.execute(size).scalar_one()))
    main = Path(database.url.database or "")
    files = (main, main.with_name(main.name + "-wal"))
    return sum(each.stat().st_size for each in files if each.exists())


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def _named(values: dict[Kind, int]) -> Counts:
    return {str(kind): count for kind, count in values.items()}
