"""What the desk has before it: every application, and the ledger as a file in private."""

import io

from python_calamine import CalamineWorkbook

from tests.support.carding import asked_for
from tests.support.parking import applied, leased_to, with_spaces
from tests.support.world import World


async def test_officers_list_applications_and_take_the_ledger_along(world: World) -> None:
    """PRK-03, PRK-05, CRD-01, GEN-11, SEC-01: the oldest first; no group, no resident, a file."""
    world.write(
        lambda session: (with_spaces(session, "B3-001", "B3-002"), leased_to(session, "B3-001", 2))
    )
    await applied(world)
    await asked_for(world, "chen")
    wang, anna, group = (world.humans[each] for each in ("wang", "anna", "management"))
    await wang.says("/applications")
    assert wang.sees("№1 车位申请 · 1号楼 101", "№2 办卡 · 1号楼 102 · 门禁卡")
    assert wang.heard[-1].index("№1") < wang.heard[-1].index("№2")
    await wang.presses("№2")
    assert wang.sees("办卡 №2", "门禁卡", "待看证件")
    for other in (anna, group):
        await other.says("/applications")
        assert other.heard_of("未结束的申请") == 0
    await wang.says("/spaces")
    await wang.presses("台帐 Excel")
    assert wang.files() == ["document"]
    sent = [each for each in world.telegram.calls if each["method"] == "sendDocument"]
    content = world.telegram.bytes_of(sent[0]["params"]["document"])
    assert content is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name("车位台帐").to_python()
    assert rows[0][:4] == ["车位号", "种类", "状态", "月租"]
    assert [row[:5] for row in rows[1:]] == [
        ["B3-001", "地下车位", "已租", 350.0, "1号楼 102"],
        ["B3-002", "地下车位", "办理中", 350.0, "1号楼 101"],
    ]
    assert group.files() == anna.files() == []


async def test_in_elder_mode_the_plan_is_short(world: World) -> None:
    """PRK-05, CRD-01, ETQ-11: the same facts, few words, for spaces and for cards."""
    world.write(with_spaces)
    anna = world.humans["anna"]
    await anna.says("/settings")
    await anna.presses("大字")
    for command, word in (("/parking", "地下车位"), ("/cards", "门禁卡")):
        await anna.says(command)
        assert word in anna.heard[-1]
        assert "手续" not in anna.heard[-1]
        assert len(anna.heard[-1]) < 200
