"""A backup that is taken while two hundred updates a second come in is one moment, whole."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot.backups import restore
from bot.settings import Settings
from models.cases.tables import Case
from models.clock import SystemClock
from models.database import Database
from models.events import Event
from models.inbox import Inbox, InboxState
from tests.support.owing import books_balance
from tests.support.posting import ALARM, OPEN, Flood, longest, numbers_in
from tests.support.proven import WHOLE, write_section

RATE = 200  # updates a second
SECONDS = 20 if WHOLE else 12
PATIENCE = 5.0  # seconds that Telegram and a turn may wait for a writer, the backup being made


@pytest.mark.prove
@pytest.mark.timeout(600)
async def test_a_backup_of_two_hundred_updates_a_second_is_whole(tmp_path: Path) -> None:
    """What was confirmed before it began is in it; each case has the events of its one turn."""
    flood = Flood(tmp_path / "data", homes=200, rate=RATE, seconds=SECONDS)
    await flood.comes()
    here = read(flood.folder)
    assert {each.status for each in flood.posted} == {200}
    assert set(numbers_in(here["inbox"])) == {each.number for each in flood.posted}

    there = restored(flood, tmp_path / "other")
    saved = set(numbers_in(there["inbox"]))
    assert saved >= {each.number for each in flood.aside}
    assert saved <= {each.number for each in flood.posted if each.at <= flood.ended}
    assert (there["whole"], there["loose"]) == ("ok", [])
    done = [row for row in there["inbox"] if row.state is InboxState.DONE]
    alarms = sum(row.raw["message"].get("text") == ALARM for row in done)
    assert len(there["cases"]) == alarms > 0
    events = Counter(event.case_id for event in there["events"])
    assert min(events.values()) >= 2  # the clock may have called again since
    assert set(events) == {case.id for case in there["cases"]}

    assert flood.meanwhile
    assert flood.exit == 0
    if WHOLE:  # a speed is judged where nothing else runs
        assert flood.pace > 0.95 * RATE
        assert max(each.waited for each in flood.meanwhile) < PATIENCE
        assert longest(flood.hops[1], flood.hops[2]) <= PATIENCE
        write_down(flood, there, alarms)


def restored(flood: Flood, folder: Path) -> dict[str, Any]:
    """Return what another machine has, which was given the backup and the key file."""
    folder.mkdir()
    settings = Settings(data_dir=folder)
    settings.file_key_file.write_bytes((flood.folder / "file.key").read_bytes())
    restore(settings, flood.backup, now=SystemClock().now())
    return read(folder)


def read(folder: Path) -> dict[str, Any]:
    """Return the books of a folder, which balance."""
    database = Database(f"sqlite:///{folder / 'guanjia.db'}")

    def all_of(session: Session) -> dict[str, Any]:
        books_balance(session, now=SystemClock().now())
        tables = {"inbox": Inbox, "cases": Case, "events": Event}
        found: dict[str, Any] = {
            name: list(session.exec(select(table))) for name, table in tables.items()
        }
        found["whole"] = session.scalar(text("PRAGMA integrity_check"))
        found["loose"] = list(session.execute(text("PRAGMA foreign_key_check")))
        return found

    try:
        return database.read(partial(all_of))
    finally:
        database.close()


def write_down(flood: Flood, there: dict[str, Any], alarms: int) -> None:
    """Write the figures down."""
    aside, meanwhile = (
        sorted(each.waited for each in some) for some in (flood.aside, flood.meanwhile)
    )
    text = SECTION.format(
        rate=RATE, open=OPEN, posted=len(flood.posted), seconds=round(flood.ended - flood.began, 1),
        size=flood.backup.stat().st_size // 1024, during=len(meanwhile),
        saved=len(list(numbers_in(there["inbox"]))), alarms=alarms, cases=len(there["cases"]),
        events=len(there["events"]), aside=round(aside[-1], 2), most=round(meanwhile[-1], 2),
        aside_99=round(aside[int(0.99 * len(aside))], 2),
        most_99=round(meanwhile[int(0.99 * len(meanwhile))], 2),
        hop_before=longest(flood.hops[0], flood.hops[1]),
        hop_meanwhile=longest(flood.hops[1], flood.hops[2]),
    )  # fmt: skip
    write_section("backup_online", text)


SECTION = """\
## A backup while {rate} updates a second come in

By `tests/proofs/test_backup_online.py`.

Residents of 200 homes write by webhook, {rate} times a second, through {open} connections; one in
twenty reports a fire, which is a case with two events of one turn. A mailing to all of them goes
out at the same time. In the midst `guanjia backup` is called, and afterwards the bot is stopped
with all that has had no turn.
The backup is restored in another folder that was given the key file. This machine does not take
{rate} *turns* a second, nor does the proof say so: {rate} a second are put on disk and confirmed,
and the turns follow as fast as they can.

| | |
|---|---|
| updates posted and confirmed | {posted} |
| seconds that the backup took, and its KB | {seconds}, {size} |
| updates that came in meanwhile | {during} |
| updates in the backup | {saved} |
| of these, fires that had their turn; cases; events | {alarms}, {cases}, {events} |
| Telegram waited for our word without a backup: 99 of 100, at most | {aside_99} s, {aside} s |
| … while it was made | {most_99} s, {most} s |
| work waited for the writer, before and meanwhile, less than | {hop_before} s, {hop_meanwhile} s |

Promised: all that was confirmed before the backup began is in it; a case is in it with all its
events or not at all; `integrity_check` and `foreign_key_check` find nothing; the fees balance;
nobody waits for more than five seconds meanwhile.
"""
