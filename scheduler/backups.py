"""Backups and the clock: the day of the month has come."""

from functools import partial

from models.backups.operations import BackupIsDue, ask_for_backup, plan_backup
from models.clock import Clock
from models.database import Database
from models.due import Rings

WHEN_DUE: Rings = {
    BackupIsDue: ask_for_backup,  # OWN-07, S-47
}


def plan_backups(database: Database, clock: Clock) -> None:
    """Enter the next backup in the book."""
    database.write(partial(plan_backup, now=clock.now()))
