"""What contract and law keep of who is forgotten goes when its years are over; a large copy."""

from datetime import date

from sqlmodel import Session, select

from models.files.tables import File
from models.mydata.rules import in_parts
from models.parking.tables import Lease
from models.parking.words import LeaseState
from models.people.tables import Person
from tests.support.own_data import documents, opened
from tests.support.parking import leased_to, with_spaces
from tests.support.telling import picture, report
from tests.support.world import World, sets

OCTOBER, A_YEAR_ON = date(2026, 10, 31), date(2027, 10, 31)


def had_a_space(session: Session) -> None:
    """Let Anna have had a space until October; the office keeps contracts for a year."""
    with_spaces(session)
    session.flush()
    leased_to(session, "B3-001", 1, ends_on=OCTOBER)
    lease = session.exec(select(Lease)).one()
    lease.person_id = session.exec(select(Person.id).where(Person.name == "林秀英")).one()
    lease.state, lease.contract_no, lease.card_no = LeaseState.ENDED, "HT-77", "K-77"
    session.add(lease)
    sets(session, "forget.contract_years", 1)


async def test_what_a_contract_keeps_is_named_with_its_day_and_goes_on_it(world: World) -> None:
    """OWN-08, SEC-01: listed before anything is asked; there the day before, gone on the day."""
    anna = world.humans["anna"]
    world.write(had_a_space)
    await anna.says("/forget")
    assert anna.sees("依合同或法规保留", "车位租赁合同", "到 10月31日")
    await anna.presses("删除我的资料")
    await world.waits(days=9)
    assert anna.sees("已经删除", "到 10月31日")
    kept = select(Lease.contract_no, Lease.card_no)
    await world.waits(days=(A_YEAR_ON - world.clock.now().date()).days - 1)
    assert world.read(lambda s: s.exec(kept).one()) == ("HT-77", "K-77")
    await world.waits(days=2)
    assert not any(world.read(lambda s: s.exec(kept).one()))
    space = world.read(lambda s: s.exec(select(Lease)).one())
    assert (space.state, space.ends_on) == (LeaseState.ENDED, OCTOBER)


async def test_a_large_copy_comes_in_several_parts(world: World) -> None:
    """SEC-01: the rows are in the first; each file is in one of them, and nothing twice."""
    anna = world.humans["anna"]
    await report(world)
    await anna.presses("更多")
    await anna.presses("补充")
    await anna.sends("水从这里出来", photos=[picture(), picture()])

    def are_large(session: Session) -> None:
        for file in session.exec(select(File)):
            file.size = 30 * 1024 * 1024
            session.add(file)

    world.write(are_large)
    await anna.says("/mydata")
    first, second = (opened(each) for each in documents(anna))
    assert ("报修" in first[0], second[0]) == (True, {})
    assert [len(files) for _, files in (first, second)] == [1, 1]
    assert anna.sees("1", "2")


def test_parts_are_as_few_as_the_order_allows() -> None:
    """SEC-01: one that is larger than a part is alone in its own."""
    assert in_parts([]) == [[]]
    assert in_parts([(1, 4), (2, 4), (3, 4)], 8) == [[1, 2], [3]]
    assert in_parts([(1, 20), (2, 4), (3, 4)], 8) == [[1], [2, 3]]
