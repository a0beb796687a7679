"""Whatever Telegram brings, at whatever point: one helpful answer, or silence on purpose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, delete, select

from models.cases.tables import Case
from models.inbox import Inbox, InboxState
from models.progress import Told
from tests.support.canaries import Overheard
from tests.support.contents import FILES, SAID, SILENT, WORDS, as_it_is, as_update, files
from tests.support.owing import CASHIER, long_in_arrears, the_cashier
from tests.support.parking import leased_to, with_spaces
from tests.support.telling import picture
from tests.support.walks import walk
from tests.support.whole_story import story
from tests.support.world import DISPATCH_CHAT, World

ANNA, ZHANG, WANG, STRANGER = 11, 21, 23, 66
ASKED: dict[str, tuple[str, ...]] = {       # what Anna has answered when she is asked for it
    "category": (),
    "place": ("水",),
    "told": ("水", "1号楼 101"),
    "visit": ("水", "1号楼 101", "厨房水龙头一直滴水"),
    "slot": ("水", "1号楼 101", "厨房水龙头一直滴水", "明天"),
    "entry": ("水", "1号楼 101", "厨房水龙头一直滴水", "明天", "09:00"),
    "summary": ("水", "1号楼 101", "厨房水龙头一直滴水", "明天", "09:00", "来前打电话"),
}  # fmt: skip
AT_HOME: dict[str, tuple[str, ...]] = {     # what Anna has pressed and said of her home
    "move: last_day": ("/moveout",),
    "move: space_back": ("/moveout", "2026-11-25"),
    "family: name": ("/family", "请一位家人"),
    "proxy: name": ("/family", "委托一位代理人"),
    "proxy: matter": ("/family", "委托一位代理人", "老周"),
    "proxy: until": ("/family", "委托一位代理人", "老周", "报修"),
    "proxy: summary": ("/family", "委托一位代理人", "老周", "报修", "2026-12-31"),
}  # fmt: skip
OF_GUESTS: dict[str, tuple[str, ...]] = {   # what Anna says of a guest, a car, a card, a space
    "pass: plate": ("/visitor",),
    "pass: stay": ("/visitor", "不开车"),
    "pass: guests": ("/visitor", "不开车", "今天", "06:00–23:00"),
    "pass: summary": ("/visitor", "不开车", "今天", "06:00–23:00", "2 位"),
    "blocked: plate": ("/blocked",),
    "blocked: told": ("/blocked", "苏A12345"),
    "blocked: summary": ("/blocked", "苏A12345", "2号门出口"),
    "parking: plate": ("/parking", "申请车位"),
    "parking: model": ("/parking", "申请车位", "苏A12345"),
    "parking: vehicle_licence": ("/parking", "申请车位", "苏A12345", "比亚迪 元"),
    "card: kind": ("/cards", "申请办卡"),
    "file: subject": ("/file", "申请变更"),
    "file: entry": ("/file", "申请变更", "联系电话"),
    "file: identity_card": ("/file", "申请变更", "联系电话", "13900001111"),
}  # fmt: skip
AT_DESK: dict[str, tuple[str, ...]] = {     # what the cashier has pressed and said of a payment
    "pay: home": ("/pay",),
    "pay: payer": ("/pay 1-101", "登记缴费"),
    "pay: covers": ("/pay 1-101", "登记缴费", "林秀英"),
    "pay: amount": ("/pay 1-101", "登记缴费", "林秀英", "全部 3 笔"),
    "pay: method": ("/pay 1-101", "登记缴费", "林秀英", "全部 3 笔", "300"),
    "pay: summary": ("/pay 1-101", "登记缴费", "林秀英", "全部 3 笔", "300", "转账"),
}  # fmt: skip
OF_ARREARS: dict[str, tuple[str, ...]] = {  # what leads there of a home in arrears, who does it
    "plan: count": ("/dunning 1-101", "分期"),
    "plan: first": ("/dunning 1-101", "分期", "3 期"),
    "plan: summary": ("/dunning 1-101", "分期", "3 期", "2027-01-10"),
    "suit: on": ("/dunning 1-101", "已胜诉", "登记保全日期"),
    "errand: reason": ("记下原因",),
    "dispute: told": ("账目不对",),
    "prove: payment_proof": ("我已经付了", "发付款凭证"),
}  # fmt: skip
COMES_EARLY = {"vehicle_licence", "identity_card"}  # the paper that will be asked for next
DIALOGUES = AT_HOME | OF_GUESTS | AT_DESK | OF_ARREARS
USERS = {
    "finishing": ZHANG,
    "errand: reason": WANG,
    **dict.fromkeys((*AT_DESK, "plan: count", "plan: first", "plan: summary", "suit: on"), CASHIER),
}
PRIVATE = ("stranger", "idle", *ASKED, "finishing")


@dataclass
class Scene:
    """Somebody at one point of a dialogue, to which everything returns after each attempt."""

    world: World
    user: int
    chat_id: int
    told: dict[str, Any] | None
    number: int = 1000

    async def gets(self, *updates: dict[str, Any]) -> list[str]:
        """Let the updates come; return what the chat was told, word for word."""
        telegram = self.world.telegram
        last = telegram.calls[-1]["n"]
        for update in updates:
            telegram.inject(update)
        await self.world.settles()
        spoken = ("sendMessage", "editMessageText")
        return [
            call["params"]["text"]
            for call in telegram.calls
            if call["n"] > last
            and call["method"] in spoken
            and int(call["params"]["chat_id"]) == self.chat_id
        ]

    async def brings(self, contents: Sequence[dict[str, Any]]) -> list[str]:
        """Let a message come, or the pieces of an album."""
        self.number += 10
        numbered = enumerate(contents, self.number)
        return await self.gets(*(as_update(c, self.user, self.chat_id, n) for n, c in numbered))

    def dialogue(self) -> dict[str, Any] | None:
        """Return the open or half-told conversation as it is."""
        return self.world.read(told_row)

    def returns(self) -> None:
        """Put the dialogue back to where it was."""

        def again(session: Session) -> None:
            session.exec(delete(Told))
            if self.told is not None:
                session.add(Told(**self.told))
            for case in session.exec(select(Case)):
                case.status = "on_the_way"
                session.add(case)

        self.world.write(again)


def told_row(session: Session) -> dict[str, Any] | None:
    row = session.exec(select(Told)).first()
    return None if row is None else row.model_dump()


@pytest.fixture
async def scene(world: World, request: pytest.FixtureRequest) -> Scene:
    state = request.param
    if state == "stranger":
        world.telegram.says(STRANGER, STRANGER, "/start")
        await world.settles()
        return Scene(world, STRANGER, STRANGER, None)
    if state == "group":
        return Scene(world, ZHANG, DISPATCH_CHAT, None)
    if state == "finishing":
        async for _ in story(world, until="finishing"):
            pass
    elif state in ASKED:
        anna = world.humans["anna"]
        await anna.says("/repair")
        for each in ASKED[state]:
            await anna.says(each)
    elif state in DIALOGUES:
        await answered(world, state)
    user = USERS.get(state, ANNA)
    told = world.read(told_row)
    steps = {"slot": "visit", "idle": "", "finishing": "told"}
    assert (told or {"step": ""})["step"] == steps.get(state, state.rpartition(" ")[2])
    return Scene(world, user, user, told)


async def answered(world: World, state: str) -> None:
    """Let Anna, who has a parking space, press or say what leads there; or who works at it."""
    world.write(with_spaces)
    world.write(lambda session: leased_to(session, "B3-001", 1))
    if state in AT_DESK:
        await the_cashier(world)
    elif state in OF_ARREARS:
        await long_in_arrears(world)
    accounts = {each.chat_id: each for each in world.humans.values()}
    human = accounts[USERS.get(state, ANNA)]
    for each in DIALOGUES[state]:
        if any(each in label for label in human.buttons()):
            await human.presses(each)
        else:
            await human.says(each)


@pytest.mark.parametrize(
    "scene", [*PRIVATE, *walk(DIALOGUES, "proxy: until", "pass: plate")], indirect=True
)
async def test_what_is_no_answer_gets_one_sentence_and_moves_nothing(
    scene: Scene, overheard: Overheard
):
    for name, content in SAID.items():
        answers = await scene.brings([content])
        assert len(answers) == 1, (name, answers)
        assert scene.dialogue() == scene.told, name
    all_is_well(scene, overheard)


@pytest.mark.parametrize("scene", walk((*PRIVATE, *DIALOGUES)), indirect=True)
async def test_words_and_files_are_answered_and_change_one_answer_at_most(
    scene: Scene, overheard: Overheard
):
    kept = files(scene.world)
    assert tuple(kept) == FILES
    for name, contents in ({n: [c] for n, c in WORDS.items()} | kept).items():
        answers = await scene.brings(contents)
        assert len(answers) >= 1, name
        assert all(answers), name
        after, before = scene.dialogue(), scene.told
        if after and before:
            old, new = before["answers"], after["answers"]
            moved = {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}
            asked = {before["step"], "told"} | COMES_EARLY
            # A trouble may be told instead, before anything was answered.
            instead = after["conversation"] != before["conversation"] and not old
            assert instead or moved <= asked, (name, moved)
        scene.returns()
    all_is_well(scene, overheard)


@pytest.mark.parametrize("scene", [*PRIVATE, *walk(DIALOGUES), "group"], indirect=True)
async def test_what_is_nobodys_word_to_us_is_passed_over_in_silence(
    scene: Scene, overheard: Overheard
):
    """Service messages, a place that moves, channel posts, Telegram's own accounts, the unknown."""
    for name, update in SILENT.items():
        scene.number += 1
        told = await scene.gets(as_it_is(update, scene.user, scene.chat_id, scene.number))
        assert told == [], name
    assert scene.dialogue() == scene.told
    all_is_well(scene, overheard)


@pytest.mark.parametrize("scene", ["group"], indirect=True)
async def test_what_is_said_among_people_in_the_group_is_not_said_to_us(
    scene: Scene, overheard: Overheard
):
    """Only commands about cases are; and /bind, which needs its code."""
    spoken = {name: [content] for name, content in (SAID | WORDS).items()} | files(scene.world)
    for name, contents in spoken.items():
        answers = await scene.brings(contents)
        expected = 1 if contents[0].get("text", "").startswith(("/case", "/why")) else 0
        assert len(answers) == expected, (name, answers)
    all_is_well(scene, overheard)


def all_is_well(scene: Scene, overheard: Overheard) -> None:
    """Fail when anything was a mistake of ours: a dead letter, an error, a message not drawn."""
    dead = select(Inbox.error).where(Inbox.state != InboxState.DONE)
    assert scene.world.read(lambda session: session.exec(dead).all()) == []
    assert overheard.errors == []
    assert overheard.tells(["message refused"]) == []


@pytest.mark.parametrize(
    ("language", "asked"),
    [("简体", "水龙头滴水"), ("繁體", "水龍頭滴水"), ("English", "The tap drips")],
)
async def test_a_bare_photograph_is_asked_for_a_sentence(
    world: World, language: str, asked: str
) -> None:
    """REP-01: it holds no words that could be reported; one sentence tells what it shows."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.sends(photos=[picture()])
    assert asked in anna.heard[-1]
    await anna.says("厨房水龙头一直滴水")
    await anna.presses(anna.buttons()[0])
    await anna.presses(anna.buttons()[1])
    await anna.presses(anna.buttons()[0])
    await anna.presses(anna.buttons()[0])
    await anna.presses("✅")
    assert world.humans["zhang_in_group"].sees("№1", "一直滴水", "1 个文件")
