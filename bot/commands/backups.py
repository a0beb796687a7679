"""Backups that the clock asked for: made beside the bot's work, proved, and told."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog
from sqlmodel import Session

from bot.backups import Proof, backup, prove
from bot.failures import sentence
from bot.hops import patient_hop, patient_look
from bot.keys import load_key
from bot.leading import Fence, Leading, alone
from bot.settings import Settings
from models.backups import operations as backups
from models.clock import Clock, SystemClock
from models.database import Database
from models.lead import LeadLost

log = structlog.get_logger()
PAUSE = 30.0  # seconds between looks at whether one is due


async def keep(settings: Settings, database: Database, clock: Clock, leading: Leading) -> None:
    """Make what is due, for ever."""
    while True:
        await make_due(settings, database, clock, leading.fence())
        await asyncio.sleep(PAUSE)


async def make_due(
    settings: Settings, database: Database, clock: Clock, fence: Fence = alone
) -> None:
    """Make the backup that is due and prove it; what became of it is noted and told. OWN-07.

    Where another one leads by now, it is theirs to make: there is none of ours. Raises LeadLost.
    """
    run = await patient_look(database, backups.due_run)
    if run is None:
        return

    async def note(work: Callable[[Session], None]) -> None:
        def fenced(session: Session) -> None:
            fence(session)
            work(session)

        await patient_hop(database, fenced)

    try:
        made, proof = await _made(settings, database, clock, fence)
    except LeadLost:
        raise
    except Exception as error:  # why: whatever went wrong, there is no backup, and that is told
        why = sentence(error) or type(error).__name__
        log.exception("backup failed")
        await note(lambda s: backups.failed(s, run, why, now=clock.now()))
        return
    log.info("backup proved", rows=proof.rows, files=proof.files)
    file, rows, files, ended = made.name, proof.rows, proof.files, clock.now()
    await note(lambda s: backups.made(s, run, file=file, rows=rows, files=files, now=ended))


async def _made(
    settings: Settings, database: Database, clock: Clock, fence: Fence
) -> tuple[Path, Proof]:
    kept_for = await patient_look(database, backups.kept_for)
    key, now = load_key(settings.file_key_file), clock.now()

    def is_ours() -> None:
        if fence is not alone:
            # Whoever was stopped meanwhile has lost the lead.
            database.writing_beside(fence).result()

    made = await asyncio.to_thread(
        lambda: backup(database, settings, key, now=now, kept_for=kept_for, is_ours=is_ours)
    )
    return made, await asyncio.to_thread(prove, made, key)


def standing(session: Session) -> Iterator[tuple[bool, str]]:
    """Yield for `doctor` whether something is wrong with the backups, and what is known of them."""
    last = backups.last_proved(session)
    if backups.is_missing(session, now=SystemClock().now()):
        yield True, "the backup of the month is missing: make room, then guanjia backup"
    elif last is not None:
        yield False, f"the backup of {last} was proved by a restore"
