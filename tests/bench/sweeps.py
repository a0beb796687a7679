"""What it costs to look when there is nothing to do, however much has been done before."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert, literal, select
from sqlmodel import Session, SQLModel

from models.clock import SystemClock
from models.database import Database
from models.due import Due
from models.inbox import Inbox, InboxState, waiting
from models.intents.heads import heads
from models.intents.tables import Outbox, OutboxState
from scheduler.due import sweep
from tests.bench.processes import found

SIZES, LOOKS = (10**3, 10**5, 10**6), 50
OVER, FAR = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
ROW = {"estate_id": 1, "kind": "Nothing", "facts": {}}
DONE: tuple[tuple[type[SQLModel], str, dict[str, Any]], ...] = (
    (Due, "subject", ROW | {"identity": "", "due_at": OVER, "settled_at": OVER, "attempts": 1}),
    (Due, "subject", ROW | {"identity": "later", "due_at": FAR, "attempts": 0}),
    (Outbox, "message_id", ROW | {
        "chat_id": 1, "thread_id": 0, "priority": 1, "state": OutboxState.SENT, "attempts": 1,
        "stumbles": 0, "quiet": False, "created_at": OVER, "ended_at": OVER,
    }),
    (Inbox, "update_id", {
        "lane": "from:1", "raw": {}, "state": InboxState.DONE, "attempts": 1, "received_at": OVER,
    }),
)  # fmt: skip


def fill(session: Session, below: int, size: int) -> None:
    """Bring each table from `below` to `size` rows that are done, and the moments to come too."""
    one = select(literal(below).label("n")).cte(recursive=True)
    numbers = one.union_all(select(one.c.n + 1).where(one.c.n < size - 1))
    for kind, numbered, row in DONE:
        table = kind.__table__  # type: ignore[attr-defined]
        values = [literal(value, table.c[name].type) for name, value in row.items()]
        rows = select(numbers.c.n, *values)
        session.execute(insert(table).from_select([numbered, *row], rows))


def looked(look: Callable[[], object]) -> float:
    """Return the milliseconds of one look, the median of many."""
    times = []
    for _ in range(LOOKS):
        began = perf_counter()
        if look():
            raise AssertionError("there was something to do")
        times.append((perf_counter() - began) * 1000)
    return median(times)


def sweeps(path: Path) -> str:
    """Return the table: what each look takes, by the rows that there are."""
    found(url := f"sqlite:///{path}", residents=0)
    database, clock = Database(url), SystemClock()
    now = clock.now()
    looks: tuple[Callable[[], object], ...] = (
        lambda: sweep(database, clock),
        lambda: database.read(lambda s: heads(s, now=now, real_now=now)),
        lambda: database.read(waiting),
    )
    names = (
        "rows in each table | the sweep, ms | what may be sent, ms | what waits for its turn, ms"
    )
    title = (
        "Looks on SQLite that find nothing to do, however much was done before (`due`, `outbox`, "
        "`inbox`):\n"
    )
    lines, below = [title, f"| {names} |", "|---:|" + "---:|" * len(looks)], 0
    for size in SIZES:
        database.write(lambda s, below=below, size=size: fill(s, below, size))  # type: ignore[misc]
        below = size
        lines.append(f"| {size:,} | {' | '.join(f'{looked(each):.2f}' for each in looks)} |")
    database.close()
    return "\n".join(lines)
