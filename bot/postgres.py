"""PostgreSQL's own programs: is it there, a dump of the whole database, and back."""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

from bot.failures import Failed

ANEW = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'
"""


async def knock(url: URL) -> None:
    """Ask whether a server is there, which need not know us. Raises ConnectionError.

    An address that cannot even be asked, and a wrong password, are for who connects to tell.
    """
    from psycopg.pq import PGconn, Ping  # noqa: PLC0415  (only who has it loads it)

    asked = url.set(drivername="postgresql").update_query_dict({"connect_timeout": "5"})
    address = asked.render_as_string(hide_password=False).encode()
    if await asyncio.to_thread(PGconn.ping, address) in {Ping.NO_RESPONSE, Ping.REJECT}:
        raise ConnectionError("no server takes connections there, or it still starts")


def dump(url: URL, target: Path) -> dict[str, int]:
    """Write all of the database as one script of SQL, as of one moment."""
    _run(url, "pg_dump", "--no-owner", "--no-privileges", "--file", str(target))
    return {}


def load(url: URL, source: Path) -> None:
    """Put what `dump` wrote in the place of what is there, in one transaction."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        if connection.scalar(text(OTHERS)):
            raise Failed("Somebody is working in the database: stop the bot, everywhere, first.")
    flags = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")
    _run(url, "psql", *flags, "--command", ANEW, "--file", str(source))


def _run(url: URL, program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise Failed(f"{program} is missing here: apt-get install postgresql-client.")
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    # The password goes by the environment: everybody can read a command line.
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    ended = subprocess.run(  # noqa: S603  (a fixed program, no shell)
        [found, "--dbname", plain, *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ended.returncode:
        said = (ended.stderr.strip() or "it ended without a word").splitlines()[-1]
        raise Failed(f"{program} failed, and nothing was changed: {said}")
