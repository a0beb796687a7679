"""The operator's commands, as an operator calls them: their words, their code, what they do.

Most run in this process; what only a process of its own can show runs in one.
"""

import asyncio
import csv
import io
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import Session

from bot.__main__ import main
from bot.commands.running import execute, serve_commands
from bot.control import NotAnswering, ask, serve_control
from bot.desk import Desk
from bot.failures import Failed, sentence
from bot.settings import Settings
from bot.upgrading import opened, prepare
from models import installation
from models.database import Database
from models.groups.operations import bind
from models.groups.tables import StaffGroup
from models.migrating import newest
from models.people.tables import Staff
from models.workbook import read
from tests.support.program import Called, program

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "bot" / "sandbox" / "estate"
TOKEN = "123456:AAcanaryAAcanaryAAcanaryAAcanaryAA"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "var")


@pytest.fixture
def guanjia(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Called]:
    with program(settings, monkeypatch) as called:
        yield called


def process(settings: Settings, *words: object, **variables: str) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of the real program."""
    known = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in known}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *map(str, words)],
        env={**kept, "PYTHONPATH": str(ROOT), "DATA_DIR": str(settings.data_dir), **variables},
        cwd=settings.data_dir.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR with the sample estate, to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("sample") / "var")
    database = Database(settings.database_url)
    prepare(database, settings)
    database.close()
    execute(settings, "import", sample_cells())
    return settings.data_dir


@pytest.fixture
def office(settings: Settings, sample: Path) -> None:
    """The sample estate is there, and the bot has met Telegram."""
    shutil.copytree(sample, settings.data_dir)
    database = Database(settings.database_url)
    database.write(lambda session: installation.put(session, "bot_username", "estate_bot"))
    database.close()


def sample_cells() -> dict[str, Any]:
    return {"sheets": read(SAMPLE).sheets, "estate": None, "dry_run": False}


@pytest.mark.slow
def test_a_workbook_comes_in_and_goes_out_unchanged(
    settings: Settings, guanjia: Called, tmp_path: Path
):
    assert process(settings, "import", SAMPLE)[0] == 0
    assert guanjia("export", "out.xlsx") == (0, "out.xlsx\n", "")
    again = {"sheets": read(tmp_path / "out.xlsx").sheets, "estate": None, "dry_run": True}
    said = "It would be 0 new rows, 0 changed; nothing was changed."
    assert execute(settings, "import", again) == said
    assert not list(settings.data_dir.glob(".export-*"))


@pytest.mark.slow
def test_a_faulty_workbook_is_refused_with_all_its_faults(settings: Settings, tmp_path: Path):
    book = tmp_path / "book"
    book.mkdir()
    (book / "homes.csv").write_text("code,building,unit\n123456789,A,1\n1234567890,,2\n")
    (book / "nonsense.csv").write_text("a\n1\n")
    code, said, refused = process(settings, "import", book)
    assert (code, said) == (1, "")
    assert refused.startswith("Nothing was imported")
    assert len(refused.splitlines()) == 4
    assert "Traceback" not in refused


@pytest.mark.parametrize(
    "words",
    [
        "invite",
        "invite --home all --staff all",
        "invite --group dispatch --trades magic",
        "invite --group party",
        "import nowhere.xlsx",
        "outbox burn",
        "no-such-command",
    ],
)
def test_wrong_usage_is_told_apart_from_failure(words: str, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert ended.value.code == 2
    assert "Error" in capsys.readouterr().err


def test_a_wrong_setting_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setenv("LISTEN", "here")
    with pytest.raises(SystemExit) as ended:
        main(["doctor"])
    assert ended.value.code == 1
    assert capsys.readouterr().err == "LISTEN: it must be host:port, such as 127.0.0.1:8080.\n"


def test_without_the_bots_name_there_are_no_links(
    settings: Settings, sample: Path, guanjia: Called
):
    shutil.copytree(sample, settings.data_dir)
    code, said, refused = guanjia("invite", "--home", "all", "--csv")
    assert (code, said) == (1, "")
    assert "start the bot once" in refused


@pytest.mark.usefixtures("office")
def test_everybody_gets_a_link_a_picture_and_a_letter(guanjia: Called, tmp_path: Path):
    paper, pictures = tmp_path / "letters.pdf", tmp_path / "qr"
    words = ("invite", "--staff", "all", "--csv", "--qr", pictures, "--letters", paper)
    code, said, _ = guanjia(*words)
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(said)))
    assert list(rows[0]) == ["home_code", "name", "role", "code", "link", "expires_at"]
    assert len({row["code"] for row in rows}) == len(rows) == 18
    assert all(row["link"] == f"https://t.me/estate_bot?start={row['code']}" for row in rows)
    assert len(list(pictures.glob("*.png"))) == 18
    assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("office")
def test_a_group_gets_a_code_to_be_bound_with(settings: Settings):
    asked = {"group": "dispatch", "trades": ["gas"], "buildings": [], "estate": None}
    made = json.loads(execute(settings, "invite", asked))
    row = made["rows"][0]
    assert (row["role"], row["name"], row["link"]) == ("group", "dispatch", "")
    database = Database(settings.database_url)
    group = database.write(lambda session: bound(session, row["code"]))
    database.close()
    assert (group.purpose, group.trades) == ("dispatch", ["gas"])


def bound(session: Session, code: str) -> StaffGroup:
    now = datetime.now(UTC)
    return bind(session, code, chat_id=-1, thread_id=0, title="群", by=1, now=now)


@pytest.mark.usefixtures("office")
def test_a_running_bot_does_the_command_itself(settings: Settings):

    async def running() -> tuple[int, str]:
        woken = []
        with opened(settings) as database:
            sender = SimpleNamespace(wake=lambda: woken.append(True))
            polling = SimpleNamespace(refused="")
            desk = cast(Desk, SimpleNamespace(database=database, sender=sender, polling=polling))
            async with serve_commands(settings, desk):
                assert stat.S_IMODE(settings.control_socket.stat().st_mode) == 0o600
                said = await asyncio.to_thread(execute, settings, "outbox list", {})
                with pytest.raises(Failed, match="no such message"):
                    await asyncio.to_thread(execute, settings, "outbox retry", {"ids": [7]})
            assert not settings.control_socket.exists()
        return len(woken), said

    assert asyncio.run(running()) == (1, "Every message arrived or is on its way.")


@pytest.mark.usefixtures("office")
def test_what_a_silent_process_holds_is_not_touched(settings: Settings, guanjia: Called):
    """A lock without a socket, or with one that a killed process left: one sentence each."""
    with opened(settings):
        code, _, refused = guanjia("migrate")
        assert code == 1
        assert refused.startswith("Another process")
        assert len(refused.splitlines()) == 1
        left = socket.socket(socket.AF_UNIX)
        left.bind(str(settings.control_socket))
        left.close()
        with pytest.raises(Failed, match="Another process"):
            execute(settings, "doctor", {})


async def test_a_dead_socket_gives_way_and_a_long_path_is_no_hindrance(tmp_path: Path):
    path = tmp_path / ("long" * 30) / "control.sock"
    path.parent.mkdir()
    path.touch()
    async with serve_control(path, lambda command, arguments: (0, command, str(arguments))):
        assert await asyncio.to_thread(ask, path, "say", {"it": 1}) == (0, "say", "{'it': 1}")
    with pytest.raises(NotAnswering):
        await asyncio.to_thread(ask, path, "say", {})


@pytest.mark.usefixtures("office")
def test_the_doctor_sees_what_is_wrong_and_tells_no_secret(settings: Settings, guanjia: Called):
    settings.file_key_file.chmod(0o644)
    code, said, refused = guanjia(
        "doctor", TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9"
    )
    assert (code, said) == (1, "")
    assert "chmod 600" in refused
    assert "http://127.0.0.1:9 does not answer" in refused
    assert TOKEN.partition(":")[2] not in refused
    assert "Traceback" not in refused


@pytest.mark.usefixtures("office")
def test_the_doctor_counts_the_names_that_no_paper_can_show(settings: Settings, guanjia: Called):
    database = Database(settings.database_url)
    database.write(lambda s: setattr(s.get_one(Staff, 1), "name", "王\ue123"))
    database.close()
    code, said, _ = guanjia("doctor")
    assert code == 0
    assert "1 names have characters that no font has" in said
    code, _, refused = guanjia("doctor", FONT_FILE="/no/font.otf")
    assert code == 1
    assert "FONT_FILE: there is no /no/font.otf." in refused


@pytest.mark.usefixtures("office")
def test_a_backup_comes_back_and_what_was_there_is_kept(guanjia: Called):
    code, made, _ = guanjia("backup")
    assert code == 0
    assert guanjia("restore", made.strip())[1].startswith("Restored. What was there is kept as ")
    assert guanjia("migrate") == (0, f"The database has schema {newest()}.\n", "")


@pytest.mark.slow
def test_the_sandboxs_database_is_for_the_sandbox(settings: Settings):
    (settings.data_dir / "sandbox").mkdir(parents=True)
    url = f"sqlite:///{settings.sandbox_dir}/guanjia.db"
    code, _, refused = process(settings, "run", DATABASE_URL=url, TELEGRAM_TOKEN=TOKEN)
    assert code == 1
    assert refused.startswith("DATABASE_URL: this is the sandbox's")
    with pytest.raises(Failed, match="this is the sandbox's"):
        execute(settings.model_copy(update={"database_url": url}), "doctor", {})


@pytest.mark.usefixtures("office")
def test_a_full_disk_is_told_in_one_sentence(settings: Settings):
    database = Database(settings.database_url)

    def fill(session: Any) -> None:
        raw = session.connection().connection.driver_connection
        raw.execute("PRAGMA max_page_count=1")  # as SQLite says it on a full disk
        for number in range(20_000):
            installation.put(session, f"fact {number}", "x" * 500)
        session.flush()

    with pytest.raises(Exception, match="disk is full") as full:
        database.write(fill)
    database.close()
    assert sentence(full.value) == (
        "The disk is full: make room on it, then do it again; nothing was half done."
    )
