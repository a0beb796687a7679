"""Backups that the clock asked for: made beside the bot's work, proved, and told."""

import asyncio
from collections.abc import Iterator

import structlog
from sqlmodel import Session

from bot.backups import backup, prove
from bot.failures import sentence
from bot.hops import patient_hop, patient_look
from bot.keys import load_key
from bot.settings import Settings
from models.backups import operations as backups
from models.clock import Clock, SystemClock
from models.database import Database

log = structlog.get_logger()
PAUSE = 30.0  # seconds between looks at whether one is due


async def keep(settings: Settings, database: Database, clock: Clock) -> None:
    """Make what is due, for ever."""
    while True:
        await make_due(settings, database, clock)
        await asyncio.sleep(PAUSE)


async def make_due(settings: Settings, database: Database, clock: Clock) -> None:
    """Make the backup that is due and prove it; what became of it is noted and told. OWN-07."""
    run = await patient_look(database, backups.due_run)
    if run is None:
        return
    try:
        kept_for = await patient_look(database, backups.kept_for)
        key, now = load_key(settings.file_key_file), clock.now()
        made = await asyncio.to_thread(
            lambda: backup(database, settings, key, now=now, kept_for=kept_for)
        )
        proof = await asyncio.to_thread(prove, made, key)
    except Exception as error:  # why: whatever went wrong, there is no backup, and that is told
        why = sentence(error) or type(error).__name__
        log.exception("backup failed")
        await patient_hop(database, lambda s: backups.failed(s, run, why, now=clock.now()))
        return
    log.info("backup proved", rows=proof.rows, files=proof.files)
    await patient_hop(
        database,
        lambda s: backups.made(
            s, run, file=made.name, rows=proof.rows, files=proof.files, now=clock.now()
        ),
    )


def standing(session: Session) -> Iterator[tuple[bool, str]]:
    """Yield for `doctor` whether something is wrong with the backups, and what is known of them."""
    last = backups.last_proved(session)
    if backups.is_missing(session, now=SystemClock().now()):
        yield True, "the backup of the month is missing: make room, then guanjia backup"
    elif last is not None:
        yield False, f"the backup of {last} was proved by a restore"
