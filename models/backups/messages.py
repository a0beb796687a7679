"""What is told of a backup to who answers for it."""

from datetime import date
from typing import ClassVar

from models.intents.messages import Message, Priority
from models.values import frozen


@frozen
class BackupProved(Message):
    """It was made, and a restore beside found every row and file in it. OWN-07."""

    on: date
    rows: int
    files: int

    text_key: ClassVar[str] = "backups.proved"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class BackupFailed(Message):
    """There is none that can be trusted: the operator has to look. OWN-07."""

    on: date
    attempts: int

    text_key: ClassVar[str] = "backups.failed"
    priority: ClassVar[Priority] = Priority.STAFF
