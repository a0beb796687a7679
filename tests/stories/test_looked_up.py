"""Staff who write a bare № or home, or ask what is open, are shown it: no report begins."""

import pytest
from sqlmodel import select

from models.progress import Told
from tests.support.telling import report
from tests.support.world import World

TAP = "厨房水龙头一直滴水"


def drafts(world: World) -> int:
    """Return how many drafts wait."""
    return len(world.read(lambda s: s.exec(select(Told.id)).all()))


@pytest.mark.parametrize(
    "said",
    [
        "№1", "#1", "＃1", "1号单", "查一下№1", "№1 的情况？", "工单1", "1號單", "睇下1號單",
        "1號單點呀", "case 1", "No. 1", "Request #1, please", "show me case no. 1",
    ],
)  # fmt: skip
async def test_staff_who_write_a_number_see_its_case(world: World, said: str) -> None:
    """GEN-02: as `/case` shows it, to an officer and to a technician."""
    await report(world)
    for name in ("wang", "zhang"):
        staff = world.humans[name]
        await staff.says(said)
        assert TAP in staff.heard[-1], name
    assert drafts(world) == 0


@pytest.mark.parametrize(
    "said",
    [
        "1号楼 101", "101", "1-101", "查1号楼101的单", "101室", "1号楼101有什么单？",
        "1號樓101室", "查1號樓101嘅單", "睇下101室",
        "flat 1-101", "Flat 101", "show me the cases of flat 101", "block 1, flat 101",
    ],
)  # fmt: skip
async def test_staff_who_write_a_home_see_its_cases(world: World, said: str) -> None:
    """GEN-02: as `/find` shows them."""
    head = world.humans["head"]
    await report(world)
    await head.says(said)
    assert "登记的事项" in head.heard[-1]
    assert "№1" in head.heard[-1]
    assert drafts(world) == 0


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("简体", "№9", "没有查到您的这个编号"), ("简体", "1号楼 102", "没有查到"),
        ("简体", "102", "没有查到"), ("简体", "查1号楼909的单", "没有查到"),
        ("简体", "1号楼909", "没有查到"), ("繁體", "查1號樓102嘅單", "沒有查到"),
        ("English", "flat 1-102", "Nothing found"),
    ],
)  # fmt: skip
async def test_where_nothing_is_found_that_is_said(
    world: World, language: str, said: str, answer: str
) -> None:
    """GEN-02: a home without cases, a № of none, begin no report either."""
    head = world.humans["head"]
    await head.speaks(language)
    await head.says(said)
    assert answer in head.heard[-1]
    assert drafts(world) == 0


@pytest.mark.parametrize(
    "said", ["101厨房漏水", "7", "3楼", "B2", "1号楼101漏水了", "flat 101 has a leak", "单号" * 99]
)
async def test_what_says_more_is_understood_as_ever(world: World, said: str) -> None:
    """REP-01: a repair told with its flat; a figure that is no home."""
    officer = world.humans["wang"]
    await report(world)
    await officer.says(said)
    assert "登记的事项" not in officer.heard[-1]
    assert drafts(world) == 1


async def test_a_home_behind_a_repair_says_where_it_is(world: World) -> None:
    """REP-01: what is asked for beside it is looked up all the same."""
    officer = world.humans["wang"]
    await report(world)
    await officer.says("厨房下水管漏水")
    await officer.says("101")
    assert "厨房下水管漏水\n101" in officer.heard[-1]
    await officer.says("查101的单")
    assert "登记的事项" in officer.heard[-1]
    await officer.says("№1")
    assert TAP in officer.heard[-1]
    assert drafts(world) == 1


async def test_an_answer_is_an_answer_and_a_resident_looks_nothing_up(world: World) -> None:
    """SEC-01: what a dialogue asked goes there."""
    officer, anna, chen = (world.humans[name] for name in ("wang", "anna", "chen"))
    await report(world)
    await officer.says("/new")
    asked = officer.heard[-1]
    await officer.says("101")
    assert officer.heard[-1] != asked
    assert "登记的事项" not in officer.heard[-1]
    for resident in (anna, chen):
        await resident.says("1号楼101")
        assert "登记的事项" not in resident.heard[-1]
        await resident.says("№1")
    assert chen.heard_of(TAP) == 0


@pytest.mark.parametrize(
    ("language", "said", "title"),
    [
        ("简体", "还有什么没办完", "未结束：全部"), ("简体", "还有谁没回访？", "未结束：全部"),
        ("简体", "哪些超时了", "未结束：过时的"),
        ("繁體", "仲有咩未搞掂", "未結束：全部"), ("繁體", "仲有邊個未回訪", "未結束：全部"),
        ("繁體", "邊啲過咗時", "未結束：過時的"), ("繁體", "還有什麼沒辦完？", "未結束：全部"),
        ("English", "What is still open?", "Open: All"), ("English", "what is late", "Open: Late"),
        ("English", "Who has not been called back?", "Open: All"),
    ],
)  # fmt: skip
async def test_staff_who_ask_what_is_open_see_the_list(
    world: World, language: str, said: str, title: str
) -> None:
    """GEN-08: as `/open` shows it."""
    head = world.humans["head"]
    await head.speaks(language)
    await head.says(said)
    assert title in head.heard[-1]
    assert drafts(world) == 0


@pytest.mark.parametrize("said", ["601的窗还开着", "The door is still open", "电梯超时了不关门"])
async def test_what_is_open_or_late_in_the_house_is_a_report(world: World, said: str) -> None:
    """REP-01: a door that does not close is nobody's list."""
    officer = world.humans["wang"]
    await officer.says(said)
    assert said in officer.heard[-1]
    assert drafts(world) == 1
