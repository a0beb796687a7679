"""A private PostgreSQL for one test run: own folder, own socket, no port, nothing left behind."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

# Durability is what the disk owes us, not what these tests ask about.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
shared_buffers = 32MB
max_connections = 60
timezone = 'UTC'
"""


class PostgresMissing(Exception):
    """PostgreSQL is not installed here; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. Databases are made from a template, which takes some milliseconds."""

    folder: Path
    numbers: Iterator[int]
    port: int = 5432

    def url(self, database: str, host: str = "") -> str:
        """Return the SQLAlchemy URL of `database`, by its socket or by the host's address."""
        where = host or self.folder
        return f"postgresql+psycopg://postgres@/{database}?host={where}&port={self.port}"

    def starts(self) -> None:
        """Let the server run."""
        run("pg_ctl", "start", "-w", "-D", self.folder / "data", "-l", self.folder / "log")

    def stops(self) -> None:
        """End the server at once, as a power cut does."""
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.folder / "data")

    def create(self, template: str = "template0") -> str:
        """Return the name of a new database, a copy of `template`, which nobody may have open."""
        name = f"estate_{next(self.numbers)}"
        self.copy(template, name)
        return name

    def copy(self, template: str, name: str) -> None:
        """Make the database `name` a copy of `template`."""
        self.run("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)

    def drop(self, database: str) -> None:
        """Remove `database`, whoever still has it open."""
        self.run("DROP DATABASE {} WITH (FORCE)", database)

    def run(self, statement: str, *names: str) -> None:
        """Run one statement outside any transaction; `names` fill its braces, quoted."""
        quoted = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(
            dbname="postgres",
            user="postgres",
            host=str(self.folder),
            port=self.port,
            autocommit=True,
        ) as connection:
            connection.execute(quoted)


@contextmanager
def private_postgres(more: str = "", port: int = 5432) -> Iterator[Postgres]:
    """Run a server for the length of the block, as `postgres` when root asks: it refuses root.

    `more` are settings that hold instead of the hasty ones.
    """
    # /tmp and not TMPDIR: a socket's path may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="guanjia-pg-", dir="/tmp"))
    data = folder / "data"
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        run(
            "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(folder=folder) + f"port = {port}\n{more}")
        server = Postgres(folder, count(1), port)
        server.starts()
        try:
            yield server
        finally:
            server.stops()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(name: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's own programs to its end, as an ordinary user."""
    lent = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    subprocess.run(
        [program(name), *arguments], cwd="/", stdout=subprocess.DEVNULL, check=True, **lent
    )


def program(name: str) -> str:
    """Return the path of `name`; Debian keeps these programs out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=version)
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise PostgresMissing("PostgreSQL is missing here: apt-get install postgresql")
    return path


def version(path: Path) -> int:
    """Return the major version in /usr/lib/postgresql/15/bin/initdb."""
    return int(path.parts[-3])
