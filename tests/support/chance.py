"""Anybody does anything: sequences of acts drawn by a seed, and what must hold after each."""

from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random

from sqlmodel import select

from models.complaints.signing import PREFIX
from models.complaints.tables import Complaint
from tests.support.flows import actions
from tests.support.guests import OF_GUESTS
from tests.support.homes import OF_HOMES
from tests.support.human import Human
from tests.support.payers import OF_PAYERS
from tests.support.telling import picture
from tests.support.world import World

ACTS = 12  # in one sequence
SAID = (
    *("厨房水龙头一直滴水", "漏", "水" * 1100, "楼道灯不亮了", "我要投诉", "人工", "明天上午"),
    *("there is a smell of gas", "1号楼 101", "取消", "返回", "// 带大扳手", "<b>&{{ x }}", "200"),
    *("/start", "/repair", "/cases", "/case 1", "/why 1", "/open", "/language", "/cancel"),
    *("/help", "/mine", "/duty", "/find 101", "/new", "/log 下雨", "好了", "换了阀芯"),
    *("/complaint", "保洁太差了", "张建国态度很差", "物业费什么时候交", "/faq", "/faq 停车"),
    *("转人工", "还在漏，很失望", "原因是排班漏了", "/talks", "/mydata", "/forget"),
)
QUESTIONS = 10  # of a complaint, at most
SENDS = "提交投诉"
APPLIES = ("提交申请", "拍好了", "申请车位", "申请办卡", "申请变更")
CHOICES = ("地下车位", "VIP", "门禁卡", "会员卡", "IC 卡", "联系电话", "建筑面积", "新业主")
ENTRIES = ("苏A12345", "苏B88888", "比亚迪 元", "13900001111", "98.5")
ASKS_A_PHOTO = "跳过"
TURNING_BACK = ("取消", "上一步", "返回", "修改", "◀", "✖")
WISHES = (
    *(
        ("/ask", "游泳池几点开门，要预约吗"),
        ("/ask", "门卡不见了怎么办"),
        ("/ask", "张建国几点上班"),
    ),
    *(("/suggest", "建议在三号门装一盏灯"), ("/suggest", "保安李明应该多笑")),
    *(("/praise", "张建国师傅来得快"), ("/praise", "小区打扫得真干净")),
    *(("/faq", "门卡不见了怎么办"), ("/person", "父亲不舒服"), ("/person", "要退押金")),
)
STEPS = 5  # of one who serves, at most
SERVES = actions() | {
    *("talk_take", "talk_call", "talk_called", "talk_say", "talk_pass", "enquiry_more"),
}
CARDS = frozenset({"card_lost", "card_return"})
ASKED = frozenset({"followup", "opinion", "phoned", "talk_helped"})
REFUSALS = (
    (400, "Bad Request: message to edit not found"),
    (403, "Forbidden: bot was blocked by the user"),
    (429, "Too Many Requests: retry after 3"),
    (502, "Bad Gateway"),
)
Act = tuple[int, Callable[[Human], Awaitable[None]]]


@dataclass
class Chance:
    """One seed's people, drawing acts from what they see and remember."""

    world: World
    random: Random
    told: list[str] = field(default_factory=list)  # the acts, for who has to read a failure
    many: int = ACTS

    def acts(self) -> tuple[Act, ...]:
        """Return what may happen, and how often each."""
        return (
            (10, self._presses), (2, self._presses_old), (4, self._says), (2, self._shows),
            (2, self._replies), (1, self._corrects), (1, self._blocks), (1, self._telegram_refuses),
            (2, self._time_passes), (1, self._all_sleeps), (1, self._comes_twice),
            (1, self._complains), (1, self._answers), (1, self._signs), (2, self._wishes),
            (4, self._serves), (1, self._parks), (1, self._wants_a_card),
            (1, self._has_moved_on),
            *((1, partial(act, self)) for act in (*OF_GUESTS, *OF_HOMES, *OF_PAYERS)),
        )  # fmt: skip

    async def sequence(self) -> None:
        """Let some things happen."""
        acts = self.acts()
        weights = [weight for weight, _ in acts]
        for _ in range(self.many):
            who = self.random.choice(sorted(self.world.humans))
            _, act = self.random.choices(acts, weights)[0]
            name = getattr(act, "func", act).__name__
            self.told.append(f"{name.strip('_')} by {who}")
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

    async def _complains(self, human: Human) -> None:
        """Go through the questions to the end, whatever is answered."""
        await human.says("/complaint")
        for _ in range(QUESTIONS):
            sends = [each for each in human.buttons() if SENDS in each]
            if sends:
                await human.presses(sends[0])
                return
            await self._goes_on(human, "保洁太差了，张建国也不管")

    async def _parks(self, human: Human) -> None:
        """Apply for a space, with a photograph of whatever is asked for, or later."""
        await self._applies(human, "/parking")

    async def _wants_a_card(self, human: Human) -> None:
        """Apply for a card; who has one loses it or brings it back."""
        await self._applies(human, "/cards")
        await self.presses_one_of(human, self.offered(human, CARDS))

    async def _has_moved_on(self, human: Human) -> None:
        """Ask for a change of the own file."""
        await self._applies(human, "/file")

    async def _applies(self, human: Human, begins: str) -> None:
        await human.says(begins)
        for _ in range(QUESTIONS + len(APPLIES)):
            onward = [each for word in APPLIES for each in human.buttons() if word in each]
            if onward:
                await human.presses(onward[0])
            elif kinds := [each for each in human.buttons() if any(k in each for k in CHOICES)]:
                await human.presses(self.random.choice(kinds))
            elif any(ASKS_A_PHOTO in each for each in human.buttons()):
                await self._shows_or_skips(human)
            else:
                await human.says(self.random.choice(ENTRIES))

    async def _shows_or_skips(self, human: Human) -> None:
        if self.random.randrange(5):
            await human.sends(photos=[picture(self.random.randrange(200))])
        else:
            await human.presses(ASKS_A_PHOTO)

    async def _answers(self, human: Human) -> None:
        """Press the newest question of ours: how it went, what could be better."""
        await self.presses_one_of(human, self.offered(human, ASKED))

    async def _wishes(self, human: Human) -> None:
        """Ask, suggest, praise, wish for a person; go on with what is asked back, or do not."""
        begins, words = self.random.choice(WISHES)
        self.told[-1] += f": {begins} {words}"
        await human.says(begins)
        await human.says(words)
        if self.random.choice((True, False)):
            await self._goes_on(human, words)

    async def _serves(self, _: Human) -> None:
        """Let somebody to whom anything is offered take the newest step, and say what it asks."""
        everybody = [self.world.humans[name] for name in sorted(self.world.humans)]
        could = [human for human in everybody if self.offered(human, SERVES)]
        if could:
            human = self.random.choice(could)
            await self.presses_one_of(human, self.offered(human, SERVES))
            for _ in range(self.random.randrange(STEPS)):
                await self._goes_on(human, "早上七点到晚上九点，不用预约")

    async def _goes_on(self, human: Human, words: str) -> None:
        """Press what leads on, or say it in words where nothing does."""
        onward = [each for each in human.buttons() if not any(no in each for no in TURNING_BACK)]
        if onward:
            await human.presses(self.random.choice(onward))
        else:
            await human.says(words)

    def offered(self, human: Human, actions: AbstractSet[str]) -> list[tuple[int, str]]:
        """Return the presses of the newest message that offers one of these."""
        for message in reversed(human.messages):
            buttons = [button for row in message["keyboard"] or () for button in row]
            data = [each["data"] for each in buttons if each["data"]]
            wanted = [each for each in data if each.split("|")[1] in actions]
            if wanted:
                return [(message["id"], each) for each in wanted]
        return []

    async def presses_one_of(self, human: Human, offered: list[tuple[int, str]]) -> None:
        """Press one of these, as it was shown."""
        if offered:
            message, press = self.random.choice(offered)
            self.told[-1] += f": {press}"
            self.world.telegram.presses(human.telegram_id, human.chat_id, message, press)
            await self.world.settles()

    async def _signs(self, human: Human) -> None:
        """Follow the link of a complaint, whoever has it, and press what it opens."""
        codes = self.world.read(lambda session: session.exec(select(Complaint.sign_code)).all())
        if codes and human.chat_id == human.telegram_id:
            await human.says(f"/start {PREFIX}{self.random.choice(sorted(codes))}")
            await self._presses(human)

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
