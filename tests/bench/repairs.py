"""What the other bots of the bench ask and keep: one INSERT, committed with `synchronous=FULL`."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

GROUP, HTML = -100, "HTML"
TRADES = (
    "🚰 水管漏水", "🔌 电路插座", "🧱 墙面渗漏", "🚪 门窗锁", "🌀 空调通风", "🛗 电梯", "💡 照明",
)  # fmt: skip
PLACES = ("🏠 1号楼 101", "大堂", "电梯", "楼道", "车库", "小区室外")
SLOTS = ("09:00–11:00", "11:00–13:00", "14:00–16:00", "16:00–18:00")
ENTRIES = ("家里有人", "来前打电话", "钥匙在前台")
COLUMNS = ("trade", "place", "told", "day", "slot", "entry")
FOLDER = Path(os.environ["DATA_DIR"])
database = sqlite3.connect(FOLDER / "peer.db")
database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
columns = "number INTEGER PRIMARY KEY, person, trade, place, told, day, slot, entry"
database.execute(f"CREATE TABLE repairs ({columns})")


def days() -> tuple[str, ...]:
    return tuple(f"{datetime.now(UTC) + timedelta(days=each):%m-%d}" for each in range(1, 8))


def kept(person: int, said: dict[str, str]) -> tuple[int, str]:
    """Return the number and the card of a repair that is now committed."""
    with database:
        row = (person, *(said[each] for each in COLUMNS))
        done = database.execute("INSERT INTO repairs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
    number = done.lastrowid or 0
    return number, f"№{number} · " + " · ".join(said[each] for each in COLUMNS)


def shown(said: dict[str, str]) -> str:
    return "".join(f"<b>{each}</b>：{value}\n" for each, value in said.items())
