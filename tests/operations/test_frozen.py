"""A worker that is stopped in the midst of a turn holds up nobody for long."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.context import SpawnProcess
from time import sleep

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from models.database import Database
from models.estate.tables import Estate

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
LANE = "from:11"
REFUSED = 3  # the exit code of who finds its transaction ended


def renames(session: Session, name: str) -> None:
    """Take the estate's row, as a payment does."""
    session.exec(select(Estate).with_for_update()).one().name = name
    session.flush()


def freezes(url: str) -> None:
    """Stop in the midst of a turn; what follows is what this process does when it goes on."""

    def turn(session: Session) -> None:
        renames(session, "frozen")
        os.kill(os.getpid(), signal.SIGSTOP)
        sleep(1)  # it stands in here: a signal takes its time

    database = Database(url)
    try:
        database.write(turn, lane=LANE)
    except OperationalError:
        os._exit(REFUSED)
    os._exit(0)


@contextmanager
def frozen(url: str) -> Iterator[SpawnProcess]:
    """Give a worker that is stopped in the midst of a turn."""
    worker = multiprocessing.get_context("spawn").Process(target=freezes, args=(url,))
    worker.start()
    assert worker.pid is not None
    try:
        _, status = os.waitpid(worker.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status), status
        yield worker
    finally:
        worker.kill()
        worker.join()


def test_a_turn_of_a_stopped_worker_ends_by_itself(founded_url: str) -> None:
    """Others of its lane and of its estate go on after 10 s; it writes nothing when it wakes."""
    with closing(Database(founded_url)) as database, frozen(founded_url) as worker:
        turn = database.writing(lambda s: renames(s, "awake"), lane=LANE)
        with pytest.raises(TimeoutError):
            turn.result(2)
        turn.result(20)
        os.kill(worker.pid or 0, signal.SIGCONT)
        worker.join(30)
        assert worker.exitcode == REFUSED
        assert database.read(lambda s: s.exec(select(Estate.name)).one()) == "awake"
