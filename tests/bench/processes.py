"""What a bot of the bench starts on, and what `/proc` says of it."""

import os
import socket
from pathlib import Path

from sqlmodel import Session, select

from models.database import Database
from models.estate.tables import Estate, Home, Setting
from models.migrating import upgrade
from models.people.tables import HomeRole, Person, Residency
from tests.bench.bots import COMPILED
from tests.bench.double import FIRST
from tests.support.world import found_estate


def found(url: str, residents: int) -> None:
    """Write the database of an estate with a house for each resident, and hands for all of them."""
    database = Database(url)
    upgrade(database)
    database.write(lambda session: _with_residents(session, residents))
    database.close()


def _with_residents(session: Session, residents: int) -> None:
    found_estate(session)
    who = {"estate_id": session.exec(select(Estate.id)).one(), "name": "林秀英"}
    room = Setting(estate_id=who["estate_id"], name="repair.visits_per_slot", value=residents)
    session.add(room)
    for number in range(1 + residents):
        home = Home(
            estate_id=who["estate_id"], code=f"{number:010}", building=f"{number}号楼", unit="1"
        )
        person = Person(**who, telegram_id=FIRST + number, address_as="女士", language="zh-Hans")
        session.add_all((home, person))
        session.flush()
        lives = {"home_id": home.id, "person_id": person.id, "role": HomeRole.OWNER}
        session.add(Residency(**who, **lives))


def cpu(pid: int) -> float:
    """Return the seconds that its threads took so far, in the kernel too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> float:
    """Return the most that it had in memory, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def environment(address: str, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a bot whose Telegram is at `address`; `more` settings win."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    return COMPILED | {
        "TELEGRAM_TOKEN": "123456:bench", "TELEGRAM_API_URL": address, "DATA_DIR": str(folder),
        "DATABASE_URL": "", "SEND_LIMITS": "off", "LISTEN": listen, "LOG_LEVEL": "WARNING",
    } | more  # fmt: skip
