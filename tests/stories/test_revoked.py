"""What was taken from somebody stays taken: by an old link, an old button, an old dialogue."""

from sqlmodel import select

from models.people.operations import person_of
from models.people.tables import Person
from tests.support.register import code
from tests.support.world import World


async def test_a_link_that_was_used_gives_nothing_back_to_an_account_that_was_unlinked(
    world: World,
) -> None:
    """SEC-01: used again by whose it is, it does no harm; unlinked, they need a new one."""
    stranger, chen = world.humans["stranger"], world.humans["chen"]
    used = code(world, "陈大文")
    await chen.says(f"/start {used}")
    await chen.says(f"/start {used}")
    assert chen.sees("1号楼 102")
    await world.waits(minutes=1)
    await chen.says("/unlink")
    await chen.presses("解除这个账号")
    said = len(chen.heard)
    await chen.says(f"/start {used}")
    assert not [text for text in chen.heard[said:] if "1号楼 102" in text]
    await chen.says(f"/start {code(world, '陈大文')}")
    assert chen.sees("1号楼 102")
    await stranger.says(f"/start {code(world, '陈大文')}")
    assert chen.sees("已转到另一个")
    await chen.says(f"/start {used}")
    account = select(Person.telegram_id).where(Person.name == "陈大文")
    assert world.read(lambda session: session.exec(account).one()) == stranger.telegram_id
    assert world.read(lambda session: person_of(session, chen.telegram_id)) is None
