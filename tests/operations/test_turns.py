"""What a turn asks the database: how many statements, and that a refusal leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, select

from models.estate.settings import policy_of
from models.estate.tables import Setting
from models.intake.policy import IntakePolicy
from models.progress import Told, open_one
from tests.support.statements import asking
from tests.support.telling import report
from tests.support.world import World

PRESS, WORDS, BEGINNING, SUBMITTED = 17, 18, 14, 52  # with BEGIN and what marks the update done


@contextmanager
def statements(world: World) -> Iterator[list[list[tuple[str, Any]]]]:
    """Give the statements of each turn that is taken meanwhile, without the sending of it."""
    engine, turns = world.database.engine, list[list[tuple[str, Any]]]()

    def committed(_connection: Any) -> None:
        ends = [n for n, (each, _) in enumerate(running) if each.startswith("RELEASE SAVEPOINT")]
        if ends:  # what follows claims the messages for sending
            turns.append(running[: ends[-1] + 1])
        running.clear()

    with asking(engine) as running:
        event.listen(engine, "commit", committed)
        try:
            yield turns
        finally:
            event.remove(engine, "commit", committed)


async def test_a_question_answered_and_the_next_one_asked_takes_few_statements(world: World):
    """One more here is one more at every press of everybody: 0.1 ms of the one writer each."""
    with statements(world) as turns:
        await report(world)
    limits = (BEGINNING, PRESS, PRESS, WORDS, PRESS, PRESS, PRESS, SUBMITTED)
    assert len(turns) == len(limits)
    over = [turn for turn, limit in zip(turns, limits, strict=True) if len(turn) > limit]
    assert over == []


def test_a_setting_is_read_as_it_is_in_this_transaction(world: World):
    """What is asked by columns sees what is not yet written, as rows do."""

    def changed(session: Session) -> int:
        session.add(Setting(estate_id=1, name="intake.messages_per_hour", value=7))
        return policy_of(session, 1, IntakePolicy).messages_per_hour

    assert world.write(changed) == 7


async def test_the_draft_at_hand_is_the_open_one(world: World):
    """A row that was put aside or thrown away in this transaction is not found again."""
    await world.humans["anna"].says("/repair")

    def looked(session: Session) -> tuple[bool, bool, bool]:
        row = session.exec(select(Told)).one()
        found = open_one(session, row.person_id) is row
        row.open = False
        aside = open_one(session, row.person_id) is None
        row.open = True
        session.delete(row)
        return found, aside, open_one(session, row.person_id) is None

    assert world.write(looked) == (True, True, True)
