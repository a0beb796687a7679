"""Plausible values that the texts of moving mention, by their type."""

from datetime import date
from typing import Any

from models.access_cards.words import CardKind, CardState
from models.cases.lines import CaseLine
from models.household.messages import Guest
from models.household.rules import Matter, Standing
from models.moving.messages import Fate, Thing
from models.moving.rules import Becomes
from models.people.tables import HomeRole
from tests.support.sample_values import LATE, LINES, NASTY

_THINGS = tuple(
    Thing(number, CardKind.DOOR, "MJ-0101", state) for number, state in enumerate(CardState, 1)
)
OF_ITS_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "MoveFace": {
        "cards": ((), ("MJ-0101",)),
        "name": ("", NASTY),
        "family": ((), (NASTY, "小林")),
        "spaces": ((), ("B3-001",)),
    },
    "HandBackFace": {"things": (_THINGS, ())},
    "BringThingsBack": {"cards": ((), ("MJ-0101",))},
    "GuestHasJoined": {"name": ("小" * 20,), "account": ("", "Lin 小" * 12)},
}
OF_ONE_TEXT: dict[str, dict[str, tuple[Any, ...]]] = {
    "household.link": {
        "link": ("https://t.me/guanjia_bot?start=ABC",),
        "until": (LATE.isoformat(),),
    },
}
OF_MOVING: dict[Any, tuple[Any, ...]] = {
    CaseLine: LINES,
    Fate: tuple(Fate(line, fate) for line, fate in zip(LINES, Becomes, strict=False)),
    Thing: _THINGS,
    Guest: tuple(
        Guest(number, "小" * 20, role, standing, matters, last_day)
        for number, role, standing, matters, last_day in (
            (1, HomeRole.FAMILY, Standing.INVITED, (), None),
            (2, HomeRole.PROXY, Standing.JOINED, tuple(Matter), date(2026, 11, 22)),
        )
    ),
}
