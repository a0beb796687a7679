"""A disk of its own that is nearly full: what a backup and a restore say there, and leave.

Run by itself in a mount namespace (`unshare`), so that nobody else's disk is touched.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.backups import backup, restore
from bot.failures import sentence
from bot.settings import Settings
from bot.upgrading import prepare
from models import installation
from models.database import Database
from tests.support.process import ROOT

MB = 1024**2
DISK, STEP = 64 * MB, MB // 2
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def on_a_small_disk(folder: Path) -> Any:
    """Return what `main` found, on a disk that is mounted at the folder for it alone."""
    ended = subprocess.run(
        ["unshare", "--map-root-user", "--mount", sys.executable, "-m", __name__, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def main(folder: Path) -> None:
    """Print what each attempt said and changed, with more and more room, until both succeed."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder], check=True)
    settings = Settings(data_dir=folder / "var")
    remember(settings, "before")
    photo = settings.data_dir / "files" / "ab" / "abcd"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(hashlib.sha256(b"photo").digest() * 20_000)
    backups = [*attempts(settings, lambda at: saved(settings, at))]
    (made,) = (settings.data_dir / "backups").glob("*.backup")
    remember(settings, "after")
    photo.unlink()
    restores = [*attempts(settings, lambda at: restore(settings, made, now=at))]
    json.dump({"backups": backups, "restores": restores, "now": remembered(settings)}, sys.stdout)


def attempts(settings: Settings, act: Callable[[datetime], object]) -> Iterator[dict[str, Any]]:
    """Yield what became of each attempt; the last one had room enough."""
    filler = settings.data_dir.parent / "filler"
    for number in range(DISK // STEP):
        before = standing(settings)
        fill(filler, number * STEP)
        said: str | None = None
        try:
            act(NOW + timedelta(minutes=number))
        except Exception as error:  # noqa: BLE001 - whatever it is, the operator reads its sentence
            said = sentence(error) or repr(error)
        filler.unlink()
        after = standing(settings)
        changed = sorted(n for n in {*before, *after} if before.get(n) != after.get(n))
        yield {"said": said, "changed": changed}
        if said is None:
            return


def fill(filler: Path, room: int) -> None:
    """Leave so much room on the disk."""
    block = bytes(64 * 1024)
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(block):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - room))


def standing(settings: Settings) -> dict[str, str]:
    """Return the files that there are, each with what it holds; of the database what it says."""
    kept = {
        path.relative_to(settings.data_dir).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in settings.data_dir.rglob("*")
        if path.is_file() and not path.name.startswith("guanjia.db-")
    }
    return {**kept, "guanjia.db": remembered(settings)}


def saved(settings: Settings, at: datetime) -> Path:
    """Make a backup."""
    with closing(Database(settings.database_url)) as database:
        return backup(database, settings, prepare(database, settings), now=at)


def remember(settings: Settings, value: str) -> None:
    """Write a value into the database."""
    with closing(Database(settings.database_url)) as database:
        prepare(database, settings)
        database.write(lambda session: installation.put(session, "bot_username", value))


def remembered(settings: Settings) -> str:
    """Return the value that the database has."""
    with closing(Database(settings.database_url)) as database:
        return str(database.read(lambda session: installation.get(session, "bot_username")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
