"""Write the next migration from the tables in the code: `make migration SAYS="Keep meters"`.

It is a proposal: read it, add what moves rows, and commit it with the tables. Before the first
release there is only 0001: remove it, then run this again.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from models.database import Database
from models.migrating import FOLDER, configuration, connected, upgrade
from models.migrations.metadata import METADATA


def write(message: str) -> None:
    """Compare with a database that has every migration so far, and write the difference."""
    (versions := FOLDER / "versions").mkdir(exist_ok=True)
    number = len(list(versions.glob("[0-9]*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'guanjia.db'}")
        if number > 1:
            upgrade(database)
        with connected(database) as connection:
            config = configuration(connection)
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        database.close()
    for step in ("format", "check"):
        fix = ["--fix", "--select", "I"] if step == "check" else []
        words = [sys.executable, "-m", "ruff", step, "--quiet", *fix, str(versions)]
        subprocess.run(words, check=True)  # noqa: S603  (our own linter on our own folder)


def differences(database: Database) -> list[Any]:
    """Return what the tables in the code have and the upgraded database has not, or otherwise."""
    with connected(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))


if __name__ == "__main__":
    write(" ".join(sys.argv[1:]) or "Change tables")
