"""A backup, the key file and the list of erasures on a new machine: the story goes on there."""

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from bot.backups import backup, restore
from bot.keys import load_key
from bot.settings import Settings
from models.database import Database
from models.papers.erasing import erasures_in, note_erased
from models.people.tables import Person
from tests.proofs.test_kill import Clean, told
from tests.support.doomed import Fate
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.repair_story import STORY, play
from tests.support.trial import Nursery, alive, books, ended, seen
from tests.support.verdict import Left, Verdict, said_of

SEED = int(os.environ.get("SEED", "20261129"))
SAMPLE = 3  # of the story's steps
FORGOTTEN = "+8613800000012"  # of a resident who has no part in the story


@pytest.mark.prove
@pytest.mark.timeout(900)
async def test_the_story_goes_on_where_a_backup_was_restored(
    tmp_path: Path, born: list[Nursery]
) -> None:
    """At each step: books and chats are those of a bot that never moved; who was erased is gone."""
    clean = await told(tmp_path, born[0])
    steps = list(range(1, len(STORY) + 1))
    random.Random(SEED).shuffle(steps)  # noqa: S311 - no secret
    drawn = steps if WHOLE else steps[:SAMPLE]
    verdicts = [await moved(step, clean, born[0], tmp_path / f"new{step}") for step in drawn]
    assert [each for each in verdicts if each.differs or each.missing] == [], said_of(verdicts)
    if WRITTEN:
        write_down(verdicts)


async def moved(step: int, clean: Clean, born: Nursery, folder: Path) -> Verdict:
    """Back the machine up as it stood before the step, begin anew in a folder, and go on."""
    stage, verdict = clean.stages[step], Verdict("", "", f"step {step}")
    set_up(stage.folder, folder)
    async with alive(born, folder, stage.telegram) as line:
        try:
            await line.serves()
            await line.settles()
            for each in STORY[step - 1 :]:
                await play(each, line.cast(), line)
            await line.settles()
        except (AssertionError, TimeoutError) as stuck:
            verdict.differs["stuck"] = f"{stuck!r}: {(folder / 'log').read_text()[-3000:]}"
        shown = seen(line.witness)
    ended(born, verdict)
    verdict.compare(Left(books(folder), shown), clean.stages[-1].left)
    if tells(folder, FORGOTTEN):
        verdict.differs["erased"] = FORGOTTEN
    shutil.rmtree(folder)
    return verdict


def set_up(old: Path, new: Path) -> None:
    """Give the new machine's folder what the operator brings: backup, key, list of erasures."""
    now = Fate(old / "fate").now()
    there, here = Settings(data_dir=old), Settings(data_dir=new)
    key = load_key(there.file_key_file)
    with closing(Database(there.database_url)) as database:
        made = backup(database, there, key, now=now)
        wanted = select(Person).where(Person.phone == FORGOTTEN)
        marks = database.read(lambda s: s.exec(wanted).one().marks.split())
    new.mkdir()
    shutil.copy2(old / "fate", new / "fate")  # the clock on the wall
    shutil.copy2(there.file_key_file, here.file_key_file)
    note_erased(erasures_in(new), [f"person:{mark}" for mark in marks])  # since the backup
    restore(here, made, now=now)


def tells(folder: Path, what: str) -> bool:
    """Tell whether a file of the database says it."""
    return any(what.encode() in each.read_bytes() for each in folder.glob("guanjia.db*"))


def write_down(verdicts: list[Verdict]) -> None:
    """Write the figures down."""
    text = SECTION.format(
        steps=len(verdicts), all=len(STORY), lost=sum(each.lost for each in verdicts),
        missing=sum(len(each.missing) for each in verdicts),
        differ=sum(bool(each.differs) for each in verdicts), seed=SEED,
    )  # fmt: skip
    write_section("restore_drill", text)


SECTION = """\
## A new machine, a backup, the key file

By `tests/proofs/test_restore_drill.py`.

The main story stops before a step. The machine is backed up; somebody is erased after that. On a
new machine a folder has nothing but the key file and the list of erasures. There the backup is
restored and the bot started, and the story goes on to its end: reports half told, cases, files,
follow-ups. Then books and chats are compared with those of a bot that never moved, and the files of
the database are searched for the telephone number of who was erased.

| | |
|---|---|
| steps at which the machine was moved | {steps} |
| cases lost | {lost} |
| messages missing at the end | {missing} |
| books that differ, or who was erased found in a file | {differ} |

Of the {all} steps, drawn by SEED={seed}.
"""
