"""What family sees of a home: its repairs when the owner allows, and nothing else."""

from models.people.tables import HomeRole
from tests.stories.test_household import let_in
from tests.support.asking import ask
from tests.support.complaining import cast_of_complaints, complain
from tests.support.employed import who_may
from tests.support.register import moves_in
from tests.support.telling import report
from tests.support.world import World


async def test_family_sees_the_repairs_of_the_home_when_the_owner_allows(world: World) -> None:
    """SEC-01, OWN-06: what is broken, who comes and when; no words, no complaint, no question."""
    await cast_of_complaints(world)
    anna, guest = world.humans["anna"], await let_in(world)
    await report(world)
    await complain(world)
    await ask(world)
    await guest.says("/cases")
    assert guest.heard_of("№1") == 0
    await guest.says("/case 1")
    assert guest.heard_of("1号楼 101 · ") == 0
    await anna.says("/family")
    assert anna.sees("家人看不到这套房的报修")
    people = {"owner": 11, "neighbour": 12, "family": 41, "officer": 23, "stranger": 66}
    assert who_may(world, people, ("family_share|on",)) == {"family_share|on": {"owner"}}
    await anna.presses("让家人看到报修")
    assert anna.sees("家人看得到这套房的报修")
    await guest.says("/cases")
    assert guest.sees("家里的报修", "№1", "09:00–11:00")
    assert "№2" not in guest.heard[-1]
    assert "№3" not in guest.heard[-1]
    await guest.says("/case 1")
    assert "家里的报修" in guest.heard[-1]
    assert guest.heard_of("厨房水龙头") == guest.heard_of("+86138") == 0
    await world.humans["chen"].says("/case 1")
    assert world.humans["chen"].heard_of("家里的报修") == 0
    world.write(lambda s: moves_in(s, "何梅", "101", role=HomeRole.TENANT))
    await guest.says("/case 1")
    assert "家里的报修" not in guest.heard[-1]


async def test_the_owner_ends_it_with_a_press_and_so_does_leaving(world: World) -> None:
    """SEC-01: hidden again, or ended, the next look finds nothing."""
    anna, guest = world.humans["anna"], await let_in(world)
    await report(world)
    await anna.says("/family")
    await anna.presses("让家人看到报修")
    await guest.says("/case 1")
    assert "家里的报修" in guest.heard[-1]
    await anna.presses("不让家人看到报修")
    await guest.says("/case 1")
    assert "家里的报修" not in guest.heard[-1]
    await anna.presses("让家人看到报修")
    await anna.says("/family")
    await anna.presses("结束：小林")
    await guest.says("/cases")
    assert "家里的报修" not in guest.heard[-1]
