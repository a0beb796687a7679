"""Anybody does anything: sequences of acts drawn by a seed, and what must hold after each."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.events import Event
from models.inbox import Inbox, InboxState
from models.intents.tables import Outbox, OutboxState
from models.repairs.rules import REPAIR_FLOW, Status
from tests.support.human import Human
from tests.support.telling import picture
from tests.support.world import World

ACTS = 12  # in one sequence
SAID = (
    *("厨房水龙头一直滴水", "漏", "水" * 1100, "楼道灯不亮了", "我要投诉", "人工", "明天上午"),
    *("there is a smell of gas", "1号楼 101", "取消", "返回", "// 带大扳手", "<b>&{{ x }}", "200"),
    *("/start", "/repair", "/cases", "/case 1", "/why 1", "/open", "/language", "/cancel"),
    *("/help", "/mine", "/duty", "/find 101", "/new", "/log 下雨", "好了", "换了阀芯"),
)
REFUSALS = (
    (400, "Bad Request: message to edit not found"),
    (403, "Forbidden: bot was blocked by the user"),
    (429, "Too Many Requests: retry after 3"),
    (502, "Bad Gateway"),
)


@dataclass
class Chance:
    """One seed's people, drawing acts from what they see and remember."""

    world: World
    random: Random
    told: list[str] = field(default_factory=list)  # the acts, for who has to read a failure
    reached: Counter[str] = field(default_factory=Counter)

    async def sequence(self) -> None:
        """Let a dozen things happen."""
        acts: tuple[tuple[int, Callable[[Human], Awaitable[None]]], ...] = (
            (10, self._presses), (2, self._presses_old), (4, self._says), (2, self._shows),
            (2, self._replies), (1, self._corrects), (1, self._blocks), (1, self._telegram_refuses),
            (2, self._time_passes), (1, self._all_sleeps), (1, self._comes_twice),
        )  # fmt: skip
        weights = [weight for weight, _ in acts]
        for _ in range(ACTS):
            who = self.random.choice(sorted(self.world.humans))
            _, act = self.random.choices(acts, weights)[0]
            self.told.append(f"{act.__name__.strip('_')} by {who}")
            await act(self.world.humans[who])
        self.world.telegram.state["faults"] = []

    async def _presses(self, human: Human) -> None:
        shown = [m for m in human.messages[-6:] if m["keyboard"]]
        if shown:
            message = self.random.choice(shown)
            label = self.random.choice([b["text"] for row in message["keyboard"] for b in row])
            self.told[-1] += f": {label}"
            await human.presses(label, old=message["id"])
        else:
            await self._says(human)

    async def _presses_old(self, human: Human) -> None:
        chat = self.world.telegram.state["chats"][str(human.chat_id)]
        data = [
            (message["id"], button["callback_data"])
            for message in chat["messages"]
            for version in message["versions"]
            for row in (version["markup"] or {}).get("inline_keyboard", ())
            for button in row
            if "callback_data" in button
        ]
        if data:
            message, press = self.random.choice(data)
            self.told[-1] += f": {press}"
            self.world.telegram.presses(human.telegram_id, human.chat_id, message, press)
            await self.world.settles()

    async def _says(self, human: Human) -> None:
        words = self.random.choice(SAID)
        self.told[-1] += f": {words[:20]}"
        await human.says(words)

    async def _shows(self, human: Human) -> None:
        photos = [picture(self.random.randrange(200)) for _ in range(self.random.choice((1, 3)))]
        await human.sends(self.random.choice((None, "卫生间漏水")), photos=photos)

    async def _replies(self, human: Human) -> None:
        ours = [each["id"] for each in human.messages if each["from"]["is_bot"]]
        if ours:
            await human.says(self.random.choice(SAID), reply_to=self.random.choice(ours))

    async def _corrects(self, human: Human) -> None:
        own = [m["id"] for m in human.messages if m["from"]["id"] == human.telegram_id]
        if own:
            await human.corrects(self.random.choice(own), "厨房水龙头滴水,更正")

    async def _blocks(self, human: Human) -> None:
        if human.chat_id == human.telegram_id:
            self.world.telegram.blocks(human.telegram_id)
            await self.world.settles()

    async def _telegram_refuses(self, _: Human) -> None:
        code, said = self.random.choice(REFUSALS)
        if code == 429:
            self.world.telegram.asks_to_wait(1)
        else:
            self.world.telegram.fail_next("*", error_code=code, description=said)

    async def _time_passes(self, _: Human) -> None:
        await self.world.waits(minutes=self.random.choice((1, 15, 130)))

    async def _all_sleeps(self, _: Human) -> None:
        self.world.clock.advance(timedelta(minutes=self.random.choice((15, 600, 1500))))
        await self.world.rings()

    async def _comes_twice(self, _: Human) -> None:
        await self.world.hears_it_again()


def broken(session: Session, reached: Counter[str]) -> Iterator[str]:
    """Yield what does not hold of the books, and count the states and steps that were reached."""
    numbers = [case.number for case in session.exec(select(Case).order_by(col(Case.number)))]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"numbers {numbers}"
    for case in session.exec(select(Case)):
        yield from _story_broken(session, case, reached)
    waiting = (OutboxState.WAITING, OutboxState.SENDING)
    for row in session.exec(select(Outbox).where(col(Outbox.state).in_(waiting))):
        if row.state is OutboxState.SENDING:
            yield f"in the air for ever: {row.kind}"
    for update in session.exec(select(Inbox).where(col(Inbox.state) != InboxState.DONE)):
        yield f"update {update.id} is {update.state}"


def _story_broken(session: Session, case: Case, reached: Counter[str]) -> Iterator[str]:
    events: list[Any] = list(
        session.exec(select(Event).where(Event.case_id == case.id).order_by(col(Event.id)))
    )
    if case.status not in set(Status):
        yield f"№{case.number} is {case.status}"
    if events[-1].after != case.status:
        yield f"№{case.number} is {case.status}, its story ends at {events[-1].after}"
    for before, after in pairwise(events):
        if after.before not in (before.after, None):
            yield f"№{case.number} jumps from {before.after} to {after.before}"
    for event in events:
        reached[event.after] += 1
        reached[event.action] += 1
    if case.status in REPAIR_FLOW.closed and case.closed_at is None:
        yield f"№{case.number} is closed without an hour"
