"""Who looks for what nobody has done yet: presses and words, drawn by how seldom they led on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from handlers.routes import COMMANDS
from models.cases.tables import Case, Kind
from models.people.tables import Person
from models.permissions import parts_in
from tests.support.flows import FLOWS, statuses_of
from tests.support.human import Human
from tests.support.reached import ARROWS
from tests.support.telling import picture
from tests.support.world import SHANGHAI, World

if TYPE_CHECKING:
    from tests.support.steered import Steered

STEPS = 12  # of a dialogue, at most
NEWEST = 12  # messages of a chat that anybody still looks at
DIALOGUE = frozenset({"choose", "skip", "submit", "edit", "back", "cancel"})
ONWARD = DIALOGUE - {"edit", "back", "cancel"}
PULL = {"submit": 1e6, "skip": 0.2}  # to send what is ready; to leave out what is asked for
LEADS_AWAY = frozenset({"back", "cancel", "edit", "language", "discard", "unlink", "help"})
ENTRIES = (
    *("换了阀芯，已经好了", "98.5", "200", "2", "13900001111", "苏A12345", "1-101", "30"),
    *("14:00", "2026-11", "CW-2026-001", "B3-002", "1号楼 101", "明天上午"),
)
HINTS = {  # what a question speaks of, and what then may be an answer
    **dict.fromkeys(("照片", "拍"), ("a picture",)),
    **dict.fromkeys(("日期", "哪天", "哪一天", "几号", "最后一天", "年-月-日"), ("day",)),
    **dict.fromkeys(("元", "金额", "多少钱"), ("98.5", "200", "2")),
    **dict.fromkeys(("电话", "手机"), ("13900001111",)),
    **dict.fromkeys(("车牌",), ("苏A12345",)),
    **dict.fromkeys(("房号", "哪一户"), ("1-101", "1号楼 101")),
    **dict.fromkeys(("姓名", "名字", "叫什么", "称呼", "哪位"), ("王小明",)),
    **dict.fromkeys(("№", "编号"), ("№",)),
    **dict.fromkeys(("几点", "时间"), ("14:00",)),
    **dict.fromkeys(("合同",), ("CW-2026-001",)),
}
AHEAD = (0, 1, 2, 7, 30, 200)  # days
BEGUN = tuple(kind for kind in Kind if kind is not Kind.PRAISE)
CLOCK, CLOCK_ITSELF = 0, "clock"
Arrow = tuple[str, str, str]  # of what, in which status, which action
BY: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {
    (kind, status): [
        (str(each.action), frozenset(each.by))
        for flow in flows
        for each in flow.arrows
        if each.status == status
    ]
    for kind, flows in FLOWS.items()
    for status in statuses_of(kind)
}
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Offer:
    """A button in somebody's chat."""

    human: Human
    message: int
    data: str

    @property
    def word(self) -> str:
        """Return what it does."""
        return self.data.split("|")[1]

    @property
    def value(self) -> str:
        """Return which of several it is, but for names and numbers of things."""
        value = self.data.split("|")[4] if self.data.count("|") > 3 else ""
        return f"{self.word} {DIGITS.sub('#', value)}"


class Seeking:
    """What was tried so far in all worlds of a lane, and what came of it."""

    def __init__(self, chains: Sequence[int]) -> None:
        self.tried: Counter[str] = Counter()
        self.begun = Counter(dict.fromkeys(chains, 0))  # how many worlds began with each of these
        self.answered: Counter[tuple[str, str]] = Counter()  # this led on, where that was asked

    async def goes_for(self, chance: "Steered", humans: list[Human]) -> None:
        """Press what was pressed least of what these people see, and answer what it asks."""
        offers = [offer for human in humans for offer in _offers(human)]
        offers = [each for each in offers if each.word not in LEADS_AWAY]
        if not offers:
            return
        offer = self._drawn(chance, offers)
        await self._presses(chance, offer)
        await self.answers(chance, in_private(chance, offer.human), offer.word)

    async def answers(self, chance: "Steered", human: Human, word: str = "") -> None:
        """Go through what a dialogue asks, or say which of several the press `word` meant."""
        leads_on = True
        for _ in range(STEPS):
            asked = [each for each in _offers(human) if each.message == _newest(human)]
            meant = [each for each in asked if each.word == word and each.data.count("|") > 3]
            onward = meant or [each for each in asked if each.word in ONWARD]
            if not meant and not any(each.word in DIALOGUE for each in asked):
                return
            patience = 2 if all(each.word == "skip" for each in onward) else 8
            if onward and leads_on and chance.random.randrange(patience):
                before = _asked(human)
                weights = [PULL.get(e.word, 1) / (1 + self.tried[e.value]) for e in onward]
                await self._presses(chance, chance.random.choices(onward, weights)[0])
                leads_on = _asked(human) != before
            else:
                leads_on = True
                await self._says(chance, human)

    async def looks_at(self, chance: "Steered") -> None:
        """Let who may do what was seldom done open the case, and do it; or let the days pass."""
        standing = chance.world.read(_standing)
        arrows = [(n, (*at, action), by) for n, at in standing.items() for action, by in BY[at]]
        if not arrows:
            return
        weights = [self._hunger(chance, arrow) for _, arrow, _ in arrows]
        number, arrow, by = chance.random.choices(arrows, weights)[0]
        self.tried[str(arrow)] += 1
        may = chance.world.read(lambda session: _who_may(session, chance.world, number, by))
        if not may:
            return
        account = chance.random.choice(may)
        chance.told[-1] += f": {account} {number} {arrow}"
        if account == CLOCK:
            await chance.days_pass()
            return
        human = next(each for each in chance.world.humans.values() if each.chat_id == account)
        await human.says(f"/case {number}")
        more = [each for each in _offers(human) if each.word.endswith(("more", "card", "show"))]
        if arrow[2] not in {each.word for each in _offers(human)} and more:
            await self._presses(chance, more[-1])
        wanted = [each for each in _offers(human) if each.word == arrow[2]]
        if wanted:
            await self._presses(chance, wanted[-1])
            await self.answers(chance, human, arrow[2])
        else:
            await self.goes_for(chance, [human])

    def begins(self, chance: "Steered") -> Kind:
        """Return a kind of which little was seen yet, and which few open cases here are of."""
        counted = chance.world.read(lambda session: Counter(session.exec(select(Case.kind))))
        hunger = {
            kind: sum(1 / (1 + chance.reached.taken(each)) for each in ARROWS if each[0] == kind)
            for kind in BEGUN
        }
        weights = [(0.1 + hunger[kind]) / (1 + counted[kind]) for kind in BEGUN]
        return chance.random.choices(BEGUN, weights)[0]

    async def commands(self, chance: "Steered", human: Human) -> None:
        """Say a command that was seldom said and showed this person something; go on from there."""
        known = sorted(COMMANDS.keys() - {"unlink"})
        who = human.telegram_id
        weights = [1 / (1 + self.tried[f"/{c}"] + 3 * self.tried[f"/{c} of {who}"]) for c in known]
        command = chance.random.choices(known, weights)[0]
        self.tried[f"/{command}"] += 1
        chance.told[-1] += f": /{command}"
        await human.says(f"/{command}{chance.random.choice(('', '', ' 1-101', ' 1'))}")
        shown = [each for each in _offers(human) if each.message == _newest(human)]
        self.tried[f"/{command} of {who}"] += not shown
        await self.answers(chance, human)
        if shown:
            await self._presses(chance, self._drawn(chance, shown))
            await self.answers(chance, human, shown[0].word)

    def _hunger(self, chance: "Steered", arrow: Arrow) -> float:
        taken = chance.reached.taken(arrow)
        return 1 / (1 + 3 * taken) ** 2 / (1 + self.tried[str(arrow)] / 4)

    def _drawn(self, chance: "Steered", offers: list[Offer]) -> Offer:
        standing = chance.world.read(_standing)
        weights = [self._need(chance, each, standing) for each in offers]
        return chance.random.choices(offers, weights)[0]

    def _need(self, chance: "Steered", offer: Offer, standing: dict[int, tuple[str, str]]) -> float:
        tried = 1 + self.tried[offer.value]
        at = standing.get(int(offer.data.split("|")[2]))
        arrow = (*at, offer.word) if at else ("", "", "")
        if arrow in ARROWS:
            taken = chance.reached.taken(arrow)
            return (4.0 / (1 + taken) ** 1.5 + 1 / tried) / (1 + self.tried[str(arrow)] / 6)
        return 1 / tried

    async def _presses(self, chance: "Steered", offer: Offer) -> None:
        self.tried[offer.value] += 1
        at = chance.world.read(_standing).get(int(offer.data.split("|")[2]))
        if at:
            self.tried[str((*at, offer.word))] += 1
        chance.told[-1] += f" > {offer.human.telegram_id} {offer.data}"
        telegram = chance.world.telegram
        telegram.presses(offer.human.telegram_id, offer.human.chat_id, offer.message, offer.data)
        await chance.world.settles()

    async def _says(self, chance: "Steered", human: Human) -> None:
        asked = _asked(human)
        today = chance.world.clock.now().astimezone(SHANGHAI).date()
        numbers = [str(n) for n in sorted(chance.world.read(_standing))[-3:]]
        days = [(today + timedelta(days=n)).isoformat() for n in AHEAD]
        words = [*ENTRIES, *numbers, *days, "a picture"]
        kinds = [*ENTRIES, *("№" for _ in numbers), *("day" for _ in days), "a picture"]
        hinted = {each for hint, found in HINTS.items() if hint in _text(human) for each in found}
        weights = [1 + 4 * self.answered[asked, k] + 8 * (k in hinted) for k in kinds]
        said, kind = chance.random.choices(list(zip(words, kinds, strict=True)), weights)[0]
        chance.told[-1] += f" > {said}"
        if said == "a picture":
            await human.sends(photos=[picture(chance.random.randrange(200))])
        else:
            await human.says(said)
        led_on = _asked(human) != asked
        self.answered[asked, kind] += 1 if led_on else -(self.answered[asked, kind] > 0)


def in_private(chance: "Steered", human: Human) -> Human:
    """Return them where dialogues are: in their own chat."""
    own = (h for h in chance.world.humans.values() if h.chat_id == human.telegram_id)
    return next(own, human)


def _offers(human: Human) -> list[Offer]:
    """Return every button of the newest messages of the chat, oldest first."""
    chat = human.world.telegram.state["chats"][str(human.chat_id)]
    return [
        Offer(human, message["id"], button["callback_data"])
        for message in chat["messages"][-NEWEST:]
        for row in (message["versions"][-1]["markup"] or {}).get("inline_keyboard", ())
        for button in row
        if "callback_data" in button
    ]


def _newest(human: Human) -> int:
    messages: list[dict[str, Any]] = human.world.telegram.state["chats"][str(human.chat_id)][
        "messages"
    ]
    return int(messages[-1]["id"])


def _text(human: Human) -> str:
    chat = human.world.telegram.state["chats"][str(human.chat_id)]
    return chat["messages"][-1]["versions"][-1]["text"] or ""


def _asked(human: Human) -> str:
    """Return what the newest message asks, but for its numbers."""
    return DIGITS.sub("#", _text(human))[:60]


def _standing(session: Session) -> dict[int, tuple[str, str]]:
    found = session.exec(select(Case.number, Case.kind, Case.status).order_by(col(Case.number)))
    return {number: (str(kind), status) for number, kind, status in found}


def _who_may(session: Session, world: World, number: int, by: frozenset[str]) -> list[int]:
    """Return whose parts in the case are among these, by their accounts; the clock is one, too."""
    case = session.exec(select(Case).where(Case.number == number)).one()
    accounts = {h.telegram_id for h in world.humans.values() if h.chat_id == h.telegram_id}
    wanted = select(Person).where(col(Person.telegram_id).in_(accounts)).order_by(col(Person.id))
    people, now = session.exec(wanted).all(), world.clock.now()
    may = [each.telegram_id or 0 for each in people if parts_in(session, case, each, now=now) & by]
    return [CLOCK, *may] if CLOCK_ITSELF in by else may
