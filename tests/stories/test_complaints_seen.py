"""Who sees what of a complaint: in every state, every person of the story, every way of looking."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from models.complaints.rules import COMPLAINT_FLOW
from models.estate.exporting import export_book
from models.people.tables import Department, StaffRole
from tests.support.complaining import cast_of_complaints, complain, hire, resolve
from tests.support.employed import YESTERDAY
from tests.support.register import the_estate
from tests.support.walks import walk
from tests.support.world import World, leaves

CANARY = "金丝雀"
TOKENS = (CANARY, "YHY-", "№1")
UNKNOWN = "没有查到您的这个编号"

# One more of every role, each named in what was told: nowhere in the table below.
NAMED = {
    "named_technician": ("乔一", 81, StaffRole.TECHNICIAN),
    "named_officer": ("乔二", 82, StaffRole.OFFICER),
    "named_supervisor": ("乔三", 83, StaffRole.SUPERVISOR),
    "named_quality": ("乔四", 84, StaffRole.QUALITY_SUPERVISOR),
    "named_manager": ("乔五", 85, StaffRole.MANAGER),
    "named_head": ("乔六", 86, StaffRole.OFFICE_HEAD),
    "named_company": ("乔七", 87, StaffRole.COMPANY),
}
TOLD = f"{'、'.join(name for name, _, _ in NAMED.values())}互相推，{CANARY}没有人管"
ASKED = {
    "open": ("/open",), "find": ("/find 1",), "search": ("/find 101", "/find 林秀英"),
    "case": ("/case 1",), "why": ("/why 1",), "mine": ("/mine",), "cases": ("/cases",),
    "log": ("/log",),
}  # fmt: skip


async def the_cast(world: World) -> None:
    """Let there be everybody of the ladder, those who are named, and an officer who has left."""
    await cast_of_complaints(world)
    for who, (name, account, role) in (
        *NAMED.items(), ("gone", ("孟去", 88, StaffRole.OFFICER)),
    ):  # fmt: skip
        world.write(lambda s, n=name, a=account, r=role: hire(s, n, a, r, Department.GC))
        world.joins(who, account)
    world.write(lambda s: leaves(s, "孟去", YESTERDAY))
    world.write(lambda s: setattr(the_estate(s), "hotline", "021-55501000"))  # can be exported


async def accepted(world: World) -> None:
    """Let it be told."""
    await complain(world, told=TOLD)


async def handling(world: World) -> None:
    """Let it be admitted."""
    await accepted(world)
    await world.humans["manager"].presses("受理")


async def handed_on(world: World) -> None:
    """Let it be beyond the office."""
    await handling(world)
    await world.humans["supervisor"].presses("更多")
    await world.humans["supervisor"].presses("转公司或开发商")
    await world.humans["supervisor"].presses("公司")


async def handled(world: World) -> None:
    """Let it be solved."""
    await handling(world)
    await resolve(world.humans["supervisor"])


async def explained(world: World) -> None:
    """Let it be judged not valid."""
    await accepted(world)
    await world.humans["manager"].presses("不成立")
    await world.humans["manager"].says("时间在规定的钟点内")
    await world.humans["manager"].says("我们请对方避开午休")
    await world.humans["manager"].presses("发给投诉人")


async def filed(world: World) -> None:
    """Let the complainant be satisfied."""
    await handled(world)
    await world.waits(days=2)
    await world.humans["anna"].presses("👍 满意")


async def retracted(world: World) -> None:
    """Let the complainant withdraw it."""
    await accepted(world)
    await world.humans["anna"].presses("撤回")
    await world.humans["anna"].presses("是的，撤回")


async def again(world: World) -> None:
    """Let the complainant be not satisfied: handled one level up."""
    await handled(world)
    await world.waits(days=2)
    await world.humans["anna"].presses("不满意")


async def joint(world: World) -> None:
    """Let a neighbour sign it: major, with the head."""
    await accepted(world)
    anna, chen = world.humans["anna"], world.humans["chen"]
    await anna.presses("请邻居联名")
    word = anna.heard[-1].rsplit("start=", 1)[1].split()[0]
    await chen.says(f"/start {word}")
    await chen.presses("我也联名")


async def settling(world: World) -> None:
    """Let a settlement above the supervisor's authority wait for a yes."""
    await handling(world)
    zhao = world.humans["supervisor"]
    await zhao.presses("更多")
    await zhao.presses("补偿")
    await zhao.says("1500")
    await zhao.says("减免停车费")
    await zhao.presses("确认")


async def overrunning(world: World) -> None:
    """Let a later promise wait for the head."""
    await handling(world)
    zhao = world.humans["supervisor"]
    await zhao.presses("更多")
    await zhao.presses("申请延期")
    await zhao.presses("7 天")
    await zhao.says("配件要从外地调")
    await zhao.presses("请领导批准")


REACHED: Mapping[str, Callable[[World], Awaitable[None]]] = {
    each.__name__: each
    for each in (
        accepted, handling, handed_on, handled, explained, filed, retracted, again, joint, settling,
        overrunning,
    )
}  # fmt: skip


NOBODY: set[str] = set()
OFFICE = {"wang", "supervisor", "desk", "quality", "manager", "head"}


@dataclass(frozen=True)
class Row:
    """Who sees a complaint in a state: nobody else does, by no way, and nobody who is named.

    `shown` unasked until now; `office` looks it up; `theirs` it is; `told` in the next four days.
    """

    status: str
    shown: set[str]
    told: set[str]
    office: frozenset[str] | set[str] = frozenset(OFFICE)
    theirs: frozenset[str] = frozenset({"anna"})
    telephones: frozenset[str] = frozenset()
    is_open: bool = True
    of_today: bool = True  # in the duty record of this shift

    def views(self) -> dict[str, set[str]]:
        """Return the row by each way of looking."""
        office = set(self.office)
        return {
            "card": self.shown, "find": office, "search": office, "case": office | self.theirs,
            "why": office | self.theirs, "cases": set(self.theirs), "mine": NOBODY,
            "open": office if self.is_open else NOBODY, "log": OFFICE if self.of_today else NOBODY,
            "shift": {"wang"} if self.is_open else NOBODY, "task": set(self.telephones),
            "told": self.told,
        }  # fmt: skip


WANG = frozenset({"wang"})
# fmt: off
SEEN: dict[str, Row] = {
    "accepted":    Row("accepted",  {"anna", "manager"},
                       told={"anna", "manager", "head"}),                # nobody routes it: climbs
    "handling":    Row("handling",  {"anna", "manager", "supervisor"},
                       told={"anna", "supervisor", "quality"}),          # late: climbs one rung
    "settling":    Row("handling",  {"anna", "manager", "supervisor", "quality"},
                       told={"anna", "supervisor", "quality"}),
    "overrunning": Row("handling",  {"anna", "manager", "supervisor", "head"},
                       told={"anna", "supervisor", "quality"}),
    "handed_on":   Row("handed_on", {"anna", "manager", "supervisor", "company"},
                       told={"anna", "supervisor", "quality"}, office=OFFICE | {"company"}),
    "handled":     Row("handled",   {"anna", "manager", "supervisor"},
                       told={"anna", "desk"}, telephones=WANG),          # the call is late: climbs
    "explained":   Row("explained", {"anna", "manager"},
                       told={"anna", "desk"}, telephones=WANG),
    "again":       Row("handling",  {"anna", "manager", "supervisor", "quality", "wang"},
                       told={"anna", "quality", "manager"}, of_today=False),
    "joint":       Row("accepted",  {"anna", "chen", "manager", "head"},  # A: the last rung is the
                       told={"anna", "chen", "head", "company"},          # company's, on day three
                       theirs=frozenset({"anna", "chen"})),
    "filed":       Row("filed",     {"anna", "manager", "supervisor", "wang"},
                       told=NOBODY, is_open=False, of_today=False),
    "retracted":   Row("retracted", {"anna", "manager"},
                       told=NOBODY, is_open=False),
}
# fmt: on
EVERYBODY = (
    *("anna", "chen", "stranger", "zhang", "wang", "supervisor", "desk", "quality", "manager"),
    *("head", "company", "gone", "zhang_in_group", "management", *NAMED),
)


def test_the_table_has_every_state_of_the_flow() -> None:
    """CMP-01: and a way to reach each."""
    assert {row.status for row in SEEN.values()} == COMPLAINT_FLOW.statuses
    assert set(SEEN) == set(REACHED)


@pytest.mark.parametrize("state", walk(SEEN))
async def test_everybody_sees_what_the_table_says_and_the_named_nothing(
    world: World, state: str
) -> None:
    """CMP-05, SEC-01: cards, lists, searches, stories, records, tasks, notices, and the export."""
    await the_cast(world)
    await REACHED[state](world)
    found = await looked_up(world) | await told_in_days(world, 4)
    assert found == SEEN[state].views()
    book = world.read(lambda s: export_book(s, the_estate(s)))
    assert CANARY not in repr(book)
    assert "YHY-" not in repr(book)


async def looked_up(world: World) -> dict[str, set[str]]:
    """Return by which way who sees anything of the complaint, everybody asking at once."""
    found = {"card": {who for who in EVERYBODY if shows(world, who, 0)}}
    for view, questions in ASKED.items():
        found[view] = set()
        for question in questions:
            before = {who: len(world.humans[who].messages) for who in EVERYBODY}
            for who in EVERYBODY:
                human = world.humans[who]
                world.telegram.says(human.telegram_id, human.chat_id, question)
            await world.settles()
            found[view] |= {who for who in EVERYBODY if shows(world, who, before[who])}
    return found


async def told_in_days(world: World, days: int) -> dict[str, set[str]]:
    """Return who sees it in lists of the shift, as a task, or is told of it, in these days."""
    found: dict[str, set[str]] = {"shift": set(), "task": set(), "told": set()}
    before = {who: len(world.humans[who].messages) for who in EVERYBODY}
    await world.waits(days=days)
    for who in EVERYBODY:
        for text in shows(world, who, before[who]):
            is_list, is_task = "早会" in text or "接班" in text, "请电话" in text
            found["shift" if is_list else "task" if is_task else "told"].add(who)
    return found


def shows(world: World, who: str, since: int) -> list[str]:
    """Return what was shown to them since then of the complaint, its existence included."""
    messages: list[dict[str, Any]] = world.humans[who].messages[since:]
    texts = [each["text"] or "" for each in messages if each["from"]["is_bot"]]
    return [text for text in texts if UNKNOWN not in text and any(t in text for t in TOKENS)]
