"""Backups, made by whoever has the database."""

from bot.backups import backup
from bot.control import Arguments
from bot.keys import file_key
from bot.settings import Settings
from models.clock import SystemClock
from models.database import Database


def make_backup(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return the path of a new backup."""
    key = file_key(database, settings)
    return str(backup(database, settings, key, now=SystemClock().now()))
