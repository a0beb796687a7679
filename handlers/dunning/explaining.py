"""`/why 1-101`, or on a day `/why 1-101 2027-03-16`: why a home stands where it stands."""

from datetime import date

from handlers import cases
from handlers.context import Turn
from models.dunning.why import why_on
from models.estate.homes import homes_meant
from models.fees.words import TAKES_MONEY


def why(turn: Turn) -> None:
    """Explain a home's place to who handles money, in private; anything else is a case's number."""
    said = turn.incoming.argument.strip()
    is_number = said.lstrip("№#").strip().isdecimal()
    if is_number or not said or turn.staff is None or turn.staff.role not in TAKES_MONEY:
        cases.why(turn)
    elif not turn.incoming.is_private:
        turn.say("fees.only_in_private")
    else:
        _explain(turn, turn.staff.estate_id, said)


def _explain(turn: Turn, estate_id: int, said: str) -> None:
    home, on = _read(said)
    homes = homes_meant(turn.session, estate_id, home)
    if len(homes) != 1:
        turn.say("conduct.why_which")
        return
    turn.post(why_on(turn.session, homes[0].id, on, by=turn.someone, now=turn.now))


def _read(said: str) -> tuple[str, date | None]:
    """Return the home and the day, where the last word is one."""
    home, _, last = said.rpartition(" ")
    try:
        return home, date.fromisoformat(last)
    except ValueError:
        return said, None
