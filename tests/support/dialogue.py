"""A dialogue like that of a repair, to try the engine with."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time
from enum import StrEnum

from handlers.conversations.definition import (
    Answer,
    Answers,
    Chosen,
    Conversation,
    DayOffer,
    Label,
    Option,
    SlotOffer,
    Typed,
    World,
)
from handlers.conversations.engine import (
    Progress,
    Reply,
    Screen,
    advance,
    begin,
)
from handlers.conversations.widgets import Choice, Place, Slot, Telling


class Category(StrEnum):
    WATER = "water"
    POWER = "power"


class Entry(StrEnum):
    RING = "ring"
    KEY = "key"


@dataclass(frozen=True)
class Told:
    text: str
    media: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class Visit:
    day: date
    begins: time
    ends: time


@dataclass(frozen=True)
class Report:
    category: Category
    place: str
    told: Told
    visit: Visit | None
    entry: Entry | None


def inside_a_home(answers: Answers, _world: World) -> bool:
    return str(answers.get("place", "")).startswith("home:")


WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "category": {"water": ("🚰 水管下水", "Water and drains"), "power": ("电路", "Electricity")},
    "entry": {"ring": ("先打电话", "Ring first"), "key": ("用钥匙", "Use the key")},
    "summary": {"category": ("类别", "Category"), "told": ("描述", "Description")},
    "_controls": {
        "back": ("返回", "上一步", "back"),
        "cancel": ("取消", "cancel"),
        "submit": ("发送", "提交", "send"),
    },
    "_days": {
        "today": ("今天", "today"),
        "tomorrow": ("明天", "tomorrow"),
        "after_tomorrow": ("后天", "day after tomorrow"),
        "wednesday": ("周三", "星期三", "wednesday"),
        "afternoon": ("下午", "afternoon", "pm"),
    },
}
SUNDAY, MONDAY, WEDNESDAY = date(2025, 11, 23), date(2025, 11, 24), date(2025, 11, 26)
NINE, ELEVEN, THREE, FIVE = time(9), time(11), time(15), time(17)
SLOTS = (SlotOffer(NINE, ELEVEN), SlotOffer(THREE, FIVE))
HOME = Option("home:12", Label(text="3号楼 1202"))
WORLD = World(
    today=SUNDAY,
    places=(HOME, Option("common:lobby", Label(text="大厅"))),
    days=lambda: (DayOffer(MONDAY, SLOTS), DayOffer(WEDNESDAY, SLOTS)),
    words=lambda step: WORDS.get(step, {}),
)
REPORT = Conversation(
    name="repairs.report",
    answers=Report,
    steps=(
        Choice("category", options=Category, columns=2),
        Place("place"),
        Telling("told", min_length=2, max_length=40, media_at_most=3),
        Slot("visit", days=7, ask_if=inside_a_home),
        Choice("entry", options=Entry, ask_if=inside_a_home),
    ),
    on_complete=lambda: None,
    world=lambda: WORLD,
)
VISIT = {"day": "2025-11-24", "begins": "09:00", "ends": "11:00"}
TOLD = {"text": "the tap drips", "media": [], "by": "text"}
ALL = {"category": "water", "place": "home:12", "told": TOLD, "visit": VISIT, "entry": "ring"}


@dataclass
class Talk:
    """Somebody in a dialogue, as a row would keep it."""

    world: World = WORLD
    conversation: Conversation = REPORT
    known: Answers = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.progress, self.reply = begin(self.conversation, self.world, self.known)

    def gives(self, *answers: Answer) -> Reply:
        for answer in answers:
            row = json.loads(json.dumps(asdict(self.progress)))
            self.progress, self.reply = advance(
                self.conversation, Progress(**row), answer, self.world
            )
        return self.reply

    def says(self, *texts: str) -> Reply:
        return self.gives(*map(Typed, texts))

    def chooses(self, *values: str) -> Reply:
        return self.gives(*map(Chosen, values))

    @property
    def screen(self) -> Screen:
        assert isinstance(self.reply, Screen)
        return self.reply

    @property
    def notice(self) -> str | None:
        return self.screen.notice.key if self.screen.notice else None

    @property
    def at(self) -> tuple[str, str]:
        return self.progress.step, self.progress.page


def at_the_summary(world: World = WORLD) -> Talk:
    return Talk(world, known=ALL)
