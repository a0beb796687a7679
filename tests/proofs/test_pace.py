"""Mailings at Telegram's limits: in virtual time, and by a bot that is killed on the way."""

from pathlib import Path

import pytest

from tests.support.mailing import LIVES, Mailing, owing_estate
from tests.support.paced import paced
from tests.support.proven import WHOLE, write_section

SENDS = 6000 if WHOLE else 600  # homes that owe


@pytest.mark.prove
@pytest.mark.timeout(900)
@pytest.mark.parametrize("residents", [10**5, 10**6])
def test_a_mailing_keeps_its_rate_and_is_never_refused(residents: int) -> None:
    """In virtual time: fourteen hours for a million."""
    paced(residents, seconds_late=0.02)


@pytest.mark.prove
@pytest.mark.timeout(1800)
async def test_a_mailing_arrives_at_the_limits_over_two_deaths(tmp_path: Path) -> None:
    """Every home that owes is told, and who asks beside it is answered within the second."""
    mailing = Mailing(owing_estate(tmp_path / "data", SENDS), SENDS)
    await mailing.goes_out()
    if WHOLE:
        write_down(mailing)
    assert (mailing.lost, mailing.telegram.floods.refused) == (0, [])
    assert max(mailing.repeated, default=0) <= LIVES - 1
    if WHOLE:  # a speed is judged where the machine does nothing else
        assert mailing.slowest <= 1, sorted(mailing.waits)[-20:]
    assert mailing.grown <= 64, mailing.memory


def write_down(mailing: Mailing) -> None:
    """Write the figures down."""
    text = SECTION.format(
        homes=mailing.homes, deaths=LIVES - 1, lost=mailing.lost,
        repeated=sum(mailing.repeated), in_one=max(mailing.repeated, default=0),
        refused=len(mailing.telegram.floods.refused), asked=len(mailing.waits),
        slowest=round(mailing.slowest, 2), seconds=round(mailing.seconds),
        rate=round(mailing.homes / mailing.seconds, 1),
        memory=", ".join(f"{first:.0f} → {most:.0f} MB" for first, most in mailing.memory),
    )  # fmt: skip
    write_section("pace", text)


SECTION = """\
## A mailing at Telegram's limits, with `kill -9` on the way

By `tests/proofs/test_pace.py`.

{homes} homes have their turn on the ladder at once. The program writes to each of them over HTTP,
to a Bot API server that refuses more than 30 messages a second, more than one a second in a chat
(three in a row) and 20 a minute in a group, and that goes on refusing whoever writes before the
time it named. Beside it residents ask what they owe: those who are themselves reminded last.

| | |
|---|---|
| reminders owed | {homes} |
| deaths by SIGKILL | {deaths} |
| lost | {lost} |
| repeated, in all and in one chat | {repeated}, {in_one} |
| refused as a flood | {refused} |
| questions beside it, and seconds for 99 of 100 | {asked}, {slowest} |
| memory in each life, at first and at most | {memory} |
| seconds in which it served, and reminders a second | {seconds}, {rate} |

Promised: none lost, none refused, of each death at most one repeated in a chat, 99 of 100 questions
answered within a second. A question that is in the air when the bot dies is not among these.
"""
