"""A message that is changed: what a draft says follows it, before anything is sent."""

from sqlmodel import select

from models.progress import Told
from models.repairs.tables import Repair
from tests.support.telling import picture
from tests.support.world import World


def told(world: World) -> list[str]:
    """Return what the repairs say."""
    return list(world.read(lambda s: s.exec(select(Repair.told).order_by(Repair.id)).all()))


async def test_a_changed_message_changes_the_draft_that_it_told(world: World) -> None:
    """REP-01, ETQ-07: the question on the screen stays, the answer is what it says now."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    said = await anna.says("厨房水龙头滴水")
    assert "哪天" in anna.heard[-1]
    await anna.corrects(said, "卫生间水龙头滴水")
    assert "哪天" in anna.heard[-1]
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    assert anna.sees("请看一下", "卫生间水龙头滴水")
    await anna.corrects(said, "卫生间洗手盆滴水")
    assert anna.sees("请看一下", "卫生间洗手盆滴水")
    await anna.presses("提交报修")
    assert told(world) == ["卫生间洗手盆滴水"]
    await anna.corrects(said, "卫生间洗手盆漏水,地上都是水")
    assert told(world) == ["卫生间洗手盆滴水\n+ 卫生间洗手盆漏水,地上都是水"]


async def test_a_typed_choice_is_chosen_anew(world: World) -> None:
    """REP-01: and what cannot be understood is asked again, with the old answer kept."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    chosen = await anna.says("水管")
    await anna.corrects(chosen, "电路")
    await anna.corrects(chosen, "呃呃呃")
    assert "没有听明白" in anna.heard[-1]
    answers = world.read(lambda s: s.exec(select(Told.answers)).one())
    assert answers["category"] == "electrical"


async def test_a_changed_caption_keeps_its_photographs(world: World) -> None:
    """REP-01: said before any question was asked, too; the draft is open then."""
    anna = world.humans["anna"]
    said = await anna.sends("厨房水龙头漏水", photos=[picture(1)])
    await anna.presses("报修")
    await anna.corrects(said, "卫生间水龙头漏水")
    answers = world.read(lambda s: s.exec(select(Told.answers)).one())
    assert answers["told"]["text"] == "卫生间水龙头漏水"
    assert len(answers["told"]["media"]) == 1


async def test_a_draft_put_aside_opens_again_with_the_correction(world: World) -> None:
    """REP-01: nothing of the other dialogue is lost; a message of a group changes no draft."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    said = await anna.says("厨房水龙头滴水")
    await anna.says("/cancel")
    await anna.corrects(said, "阳台水龙头滴水")
    assert "哪天" in anna.heard[-1]
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert told(world) == ["阳台水龙头滴水"]
