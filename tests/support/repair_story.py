"""The main story as a list of steps, for a bot in another process; asks only what people see."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.callers import Caller, Line

HOME = "1号楼 101"


@dataclass(frozen=True)
class Step:
    """Who does what, and what stands in which chat afterwards."""

    who: str
    does: str
    words: str = ""
    seen: tuple[tuple[str, ...], ...] = ()


# fmt: off
MENDS = (  # REP-06, REP-08
    Step("group", "presses", "接单", (("anna", "№1", "张师傅"), ("zhang", "№1", "林", "+861"))),
    Step("group", "presses", "出发", (("anna", "张师傅", "已出发"),)),
    Step("group", "presses", "完成", (("zhang", "№1：请问修了什么"),)),
)
STORY = (
    Step("anna", "says", "/repair"),  # REP-02, REP-03: six presses, and a photograph with words
    Step("anna", "presses", "水管"),
    Step("anna", "presses", HOME),
    Step("anna", "sends", "厨房水龙头一直滴水"),
    Step("anna", "presses", "明天"),
    Step("anna", "presses", "09:00"),
    Step("anna", "presses", "来前打电话"),
    Step("anna", "presses", "提交报修", (("anna", "№1", "等待接单"), ("group", HOME, "滴水"))),
    *MENDS,
    Step("zhang", "sends", "换了阀芯,不漏了", (("anna", "№1", "修好了", "换了阀芯"),)),
    Step("clock", "waits", "", (("anna", "№1", "现在修得怎么样"),)),  # CB-01, S-01
    Step("anna", "presses", "没修好", (("anna", "非常抱歉"), ("supervisor", "№1", "没有修好"))),
    Step("anna", "presses", "补充情况"),
    Step("anna", "says", "还在滴水"),
    Step("anna", "presses", "明天"),
    Step("anna", "presses", "14:00"),
    Step("anna", "presses", "提交补充", (("anna", "№1", "还在滴水", "14:00–16:00"),)),
    *MENDS,
    Step("zhang", "presses", "已修好"),
    Step("clock", "waits"),
    Step("anna", "presses", "修好了", (("anna", "谢谢您告诉我们", "№1"),)),
)
# fmt: on


async def play(step: Step, cast: Mapping[str, Caller], line: Line) -> None:
    """Let the step happen, with all that follows from it."""
    if step.does == "waits":
        await line.waits(hours=2, minutes=1)
    else:
        await getattr(cast[step.who], step.does)(step.words)
    for who, *parts in step.seen:
        await cast[who].sees(*parts)
