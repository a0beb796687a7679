"""Backups that the clock asked for, and what became of each."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.backups.words import State
from models.fields import choice, key, link, one_of


class BackupRun(SQLModel, table=True):
    """The backup of a day: due until it is made and proved, or failed; `file` is its bare name."""

    __tablename__ = "backup_runs"
    __table_args__ = (UniqueConstraint("estate_id", "on"), one_of("state", State))

    id: int = key()
    estate_id: int = link("estates.id")
    on: date
    state: State = choice(State, default=State.DUE)
    attempts: int = 0
    file: str = ""
    rows: int = 0
    files: int = 0
    reason: str = ""
    asked_at: datetime
    ended_at: datetime | None = None
