"""A morning in which Telegram goes away in the middle of a mailing, and comes back."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

from sqlmodel import Session

from bot.sandbox.refusals import Json
from models.clock import Clock
from models.intents.messages import Priority
from tests.support.floods import Guarded
from tests.support.mailing import FIRST, REMINDED, have_chats, owe
from tests.support.mortal import Mortal
from tests.support.scripted import AnswerLost
from tests.support.telling import report, report_and_mend
from tests.support.trial import OPEN, books, left
from tests.support.verdict import Left
from tests.support.world import sets

MINUTES = 10  # of the office's clock, in which it is away
ASKED_AT, GOES_AT = 5, 9  # minutes into it, people ask and take a repair; one goes at last
ASKING = 20  # of those who owe ask, the last of whom are reminded last
PATIENCE = 900.0  # seconds until all is said, on a machine that does much else
HOUR = re.compile(r"\b\d{1,2}:\d\d\b")
OUTDATED = "SELECT id, kind FROM outbox WHERE state = 'expired'"
WAITING = "SELECT id, chat_id FROM outbox WHERE state = 'waiting' AND priority < :bulk"


class Leaving(Guarded):
    """Telegram, which goes away with the `leaves_at`-th reminder: that is there, unconfirmed."""

    how = "reset"  # or hang: what a caller meets meanwhile
    leaves_at = reminders = 0
    is_away = False

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.left, self.came_back = asyncio.Event(), 0.0

    def call(self, method: str, params: Json) -> Json:
        if self.is_away:
            raise AnswerLost(self.how)
        body = super().call(method, params)
        if REMINDED in str(params.get("text")) and body["ok"]:
            self.reminders += 1
            if self.reminders == self.leaves_at:
                self.is_away = True
                self.left.set()
                raise AnswerLost(self.how)
        return body

    def pending(self) -> list[Json]:
        """Return what it may bring now: nothing while it is away, whoever is to be posted to."""
        return [] if self.is_away else super().pending()

    def comes_back(self) -> None:
        """Be there again."""
        self.is_away, self.came_back = False, monotonic()
        self.changed()


@dataclass
class Morning:
    """One morning, with an absence or without; what it left, and how long that took."""

    world: Mortal
    homes: int
    seconds: float = 0  # for which Telegram is away; 0: it stays
    urgent: set[int] = field(default_factory=set)  # chats that were owed something urgent, still
    stuck: str = ""
    after: Left = field(init=False)
    outdated: list[str] = field(init=False)  # of what kind, when it could be said
    emptied: float = field(init=False)  # seconds after it came back

    @property
    def telegram(self) -> Leaving:
        """Return the Telegram of it."""
        assert isinstance(self.world.line.witness, Leaving)
        return self.world.line.witness

    async def passes(self) -> None:
        """Let repairs be under way, the mailing begin, ten minutes pass, and all be said."""
        await self._is_under_way()
        telegram, clock = self.telegram, self.world.line.fate
        telegram.leaves_at = self.homes // 3 if self.seconds else 0
        self.world.write(self._mailing_begins)
        if self.seconds:
            await asyncio.wait_for(telegram.left.wait(), PATIENCE)
        for minute in range(1, MINUTES + 1):
            clock.move_to(clock.now() + timedelta(minutes=1))
            await self._is_rung()
            if minute == ASKED_AT:
                self._people_ask()
            if minute == GOES_AT:
                self.world.humans["zhang"].presses_unanswered("我马上去")
            await asyncio.sleep(self.seconds / MINUTES)
            if not self.seconds:
                await self._all_is_said()
        folder, bulk = self.world.line.folder, str(Priority.BULK.value)
        owed = books(folder, {"urgent": WAITING}, bulk=bulk)["urgent"]
        telegram.comes_back()
        await self._all_is_said()
        self.emptied = monotonic() - telegram.came_back
        self.after = left(self.world.line)
        outdated = books(folder, {"rows": OUTDATED})["rows"]
        self.outdated = [kind for _, kind in outdated]
        gone = {number for number, _ in outdated}
        self.urgent = {chat for number, chat in owed if number not in gone}

    async def _is_under_way(self) -> None:
        """Let a repair be asked about at 11:00, one climb at 10:58, an emergency ring on."""
        world = self.world
        have_chats(world.telegram, self.homes)
        await report_and_mend(world, 9)
        await world.reaches(10, 28)
        await report(world, "chen", told="客厅的灯不亮", trade="电")
        await world.reaches(10, 54)
        await world.humans["anna"].says("水管爆了")
        await world.reaches(10, 55)

    def _mailing_begins(self, session: Session) -> None:
        sets(session, "dunning.phone_after_days", 30)  # nobody is to be rung up as well
        owe(session, self.homes, self.world.line.fate.now())

    def _people_ask(self) -> None:
        """Who takes a repair presses twice, as nothing happens; others ask what they owe."""
        technician = self.world.humans["li_in_group"]
        card = technician.newest("№2")
        technician.presses_unanswered("接单", old=card)
        technician.presses_unanswered("接单", old=card)
        for account in self.asking:
            self.world.telegram.says(account, account, "/fees")

    @property
    def asking(self) -> range:
        """Return who asks what they owe."""
        return range(FIRST + self.homes - ASKING, FIRST + self.homes)

    async def _is_rung(self) -> None:
        """Return when what is due is done: what follows in three minutes counts from then."""
        async with asyncio.timeout(PATIENCE):
            while self._open()["moments"]:  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.02)

    async def _all_is_said(self) -> None:
        """Return when nothing waits any more; a press may be past answering."""
        async with asyncio.timeout(PATIENCE):
            while not self._is_quiet():  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.02)

    def _is_quiet(self) -> bool:
        return not self.telegram.pending() and not any(self._open().values())

    def _open(self) -> dict[str, list[Any]]:
        now = self.world.line.fate.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        return books(self.world.line.folder, OPEN, now=now)

    # What came when.

    def first(self, meant: Callable[[int, str], bool]) -> tuple[float, int] | None:
        """Return after how many seconds such a message came, and after how many reminders.

        None came where what was to be said was no longer true.
        """
        reminders = 0
        for at, chat, said in self.telegram.arrived:
            if at >= self.telegram.came_back:
                if meant(chat, said):
                    return at - self.telegram.came_back, reminders
                reminders += REMINDED in said
        return None


def without_hours(found: Left) -> Left:
    """Return it with no time of day: what is done later promises later."""
    facts = {name: sorted(rows, key=repr) for name, rows in found.books.items()}
    return Left(
        facts | {"events": sorted(HOUR.sub("…", repr(row)) for row in facts["events"])},
        {chat: type(all_)(HOUR.sub("…", each) for each in all_.elements())
         for chat, all_ in found.seen.items()},
    )  # fmt: skip
