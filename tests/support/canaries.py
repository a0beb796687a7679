"""What must be found nowhere it does not belong: the token, and people's names, phones and words.

Every test of the suite runs under `overheard`; every test with a world also looks at what the
groups were shown. What a process of its own printed is looked through when it has ended.
"""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Column, and_, update
from sqlmodel import AutoString, Session, SQLModel, select
from structlog.stdlib import ProcessorFormatter

from bot.logs import NEVER_BELOW
from models.mydata.held import HELD
from models.people.tables import Person, Residency, Staff
from tests.support.scripted import Telegram
from tests.support.world import World

SECRET = "SANDBOX-TOKEN"
LONG_ENOUGH = 6  # shorter words are in every sentence
KNOWN = {"people": "SELECT name, phone FROM people"}


class Overheard(logging.Handler):
    """Keeps every record of every logger as the line it would be, before anything is blotted."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.errors: list[str] = []
        self._lines = ProcessorFormatter(
            processors=[
                ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.KeyValueRenderer(),
            ]
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line; errors once more, for the tests that expect none."""
        line = self._lines.format(record)
        self.lines.append(line)
        if record.levelno >= logging.ERROR:
            self.errors.append(line)

    def tells(self, words: Iterable[str]) -> list[str]:
        """Return the lines in which one of the words stands."""
        wanted = [word for word in words if word]
        return [line for line in self.lines if any(word in line for word in wanted)]


@contextmanager
def overhearing() -> Iterator[Overheard]:
    """Listen to all loggers as far down as LOG_LEVEL=DEBUG would let an operator."""
    heard, root = Overheard(), logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", *NEVER_BELOW)}
    root.addHandler(heard)
    for name, level in {"": logging.DEBUG, **NEVER_BELOW}.items():
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        structlog.reset_defaults()


def personal(world: World, *, but: AbstractSet[str] = frozenset()) -> set[str]:
    """Return names, but for these, and phones of everybody, and what people wrote in this test."""
    people: list[Person] = world.read(lambda s: s.exec(select(Person)).all())
    names = {person.name for person in people} - but
    known = (*names, *(person.phone for person in people))
    return written(world.telegram) | {part for part in known if part}


def written(telegram: Telegram) -> set[str]:
    """Return what people wrote, but for commands and what is too short to be told apart."""
    found: set[str] = set()
    for chat in telegram.state["chats"].values():
        for message in chat["messages"]:
            if message["from"] != telegram.bot_id:
                found |= {version["text"] for version in message["versions"]}
    return {part for part in found if len(part) >= LONG_ENOUGH and not part.startswith("/")}


def known_in(folder: Path) -> set[str]:
    """Return names and phones of everybody in the databases of a `DATA_DIR`."""
    people: list[tuple[str | None, ...]] = []
    for path in folder.rglob("guanjia.db"):
        with (
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database,
            suppress(sqlite3.OperationalError),  # it never got as far as its first table
        ):
            people += database.execute(KNOWN["people"])
    return {part for part in chain.from_iterable(people) if part}


def tells_nobody(printed: Path, words: AbstractSet[str]) -> None:
    """Assert that a process printed neither the token nor one of these words."""
    said = printed.read_text("utf-8", "replace")
    told = {word for word in words | {SECRET} if word in said}
    assert told == set(), f"{printed} tells of {told}"


def plant(session: Session, word: str) -> set[str]:
    """Let the word stand, with a number, in all that a row tells of people; return where it does.

    What is told of people is their names, and what `models.mydata` erases or keeps of them.
    """
    planted, numbers = set(), count()
    for held in HELD:
        table = SQLModel.metadata.tables[held.name]
        told = {*held.erased.split(), *held.kept}
        told |= {"name"} if held.table in (Person, Residency, Staff) else set()
        columns = [each for each in table.columns if each.name in told and _is_free(each)]
        for key in session.execute(select(*table.primary_key)).all() if columns else ():
            here = and_(
                *(column == part for column, part in zip(table.primary_key, key, strict=True))
            )
            words = {column: f"{word}{next(numbers)}" for column in columns}
            session.execute(update(table).where(here).values(words))
            planted |= {f"{held.name}.{column.name}" for column in columns}
    return planted


def _is_free(column: Column[Any]) -> bool:
    """Tell whether people's own words stand there: no code of ours, no reference to a row."""
    return isinstance(column.type, AutoString) and not column.foreign_keys


def told_to_groups(world: World, *, but: AbstractSet[str] = frozenset()) -> list[str]:
    """Return what groups were ever shown that names a resident or gives anybody's phone.

    `but`: what stands for a name and may stand anywhere. Who works here is named
    there as who works here, also when a home is theirs.
    """
    people: list[Person] = world.read(lambda s: s.exec(select(Person)).all())
    residents = set(world.read(lambda s: s.exec(select(Residency.person_id)).all()))
    residents -= set(world.read(lambda s: s.exec(select(Staff.person_id)).all()))
    secret = {person.phone for person in people if person.phone}
    secret |= {person.name for person in people if person.id in residents} - but
    groups = (chat for chat in world.telegram.state["chats"].values() if chat["id"] < 0)
    shown = (
        json.dumps(version, ensure_ascii=False)
        for chat in groups
        for message in chat["messages"]
        if message["from"] == world.telegram.bot_id
        for version in message["versions"]
    )
    return [text for text in shown if any(word in text for word in secret)]
