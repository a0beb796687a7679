"""Chance that looks for what is starved: longer acts, drawn by what they may lead to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from sqlmodel import Session, select

from models.cases.tables import Kind
from models.people.tables import Person
from tests.support import chance
from tests.support.chains import plays_a_part
from tests.support.chains_of_homes import LIVE_HERE
from tests.support.chance import SAID, WISHES, Act, Chance
from tests.support.guests import OF_GUESTS, stands_in_the_way
from tests.support.homes import DAYS, OF_HOMES
from tests.support.human import Human
from tests.support.payers import OF_PAYERS
from tests.support.reached import Reached
from tests.support.seeking import DIGITS, ENTRIES, Seeking

MANY = 2  # acts in one sequence: most go on and on
SAID_ANYWHERE = {*SAID, *ENTRIES, *DAYS, *chance.ENTRIES, *(said for _, said in WISHES)}
COMMANDS_OF = {Kind.REPAIR: "/repair", Kind.ENQUIRY: "/ask", Kind.SUGGESTION: "/suggest"}


def nobodys_names(session: Session) -> set[str]:
    """Return what somebody is named by an answer that stands elsewhere, too: a day, a number."""
    named = {name for name in session.exec(select(Person.name)) if name}
    return {name for name in named if DIGITS.search(name) or name in SAID_ANYWHERE}


@dataclass
class Steered(Chance):
    """One world's people, who know what was tried and reached in the worlds before."""

    seeking: Seeking = field(default_factory=Seeking)
    reached: Reached = field(default_factory=Reached)
    many: int = MANY

    def acts(self) -> tuple[Act, ...]:
        """Return what may happen, and how often each."""
        others = (*OF_GUESTS, *OF_HOMES, *OF_PAYERS)
        return (
            *super().acts(), *((3, partial(act, self)) for act in others), (1, self._days_pass),
            (16, self._seeks), (32, self._looks), (16, self._commands), (8, self._begins),
            (28, partial(plays_a_part, self)),
        )  # fmt: skip

    async def days_pass(self) -> None:
        """Let nobody look for some days."""
        self.world.clock.advance(timedelta(days=self.random.choice((2, 4, 8, 20))))
        await self.world.rings()

    async def _days_pass(self, _: Human) -> None:
        await self.days_pass()

    async def _seeks(self, human: Human) -> None:
        """Press what was pressed least of what anybody sees; go on where that leads."""
        everybody = [self.world.humans[name] for name in sorted(self.world.humans)]
        await self.seeking.goes_for(self, self.random.choice(([human], everybody, everybody)))

    async def _looks(self, _: Human) -> None:
        await self.seeking.looks_at(self)

    async def _commands(self, human: Human) -> None:
        await self.seeking.commands(self, human)

    async def _begins(self, _: Human) -> None:
        """Begin a case of a kind of which little was seen, as somebody who lives here."""
        kind, who = self.seeking.begins(self), self.world.humans[self.random.choice(LIVE_HERE)]
        self.told[-1] += f": {kind} by {who.telegram_id}"
        begins: dict[Kind, Callable[[], Awaitable[None]]] = {
            Kind.PARKING: partial(self._parks, who),
            Kind.CARD: partial(self._wants_a_card, who),
            Kind.FILE_CHANGE: partial(self._has_moved_on, who),
            Kind.COMPLAINT: partial(self._complains, who),
            Kind.BLOCKED: partial(stands_in_the_way, self, who),
        }
        if kind in begins:
            await begins[kind]()
        else:
            await who.says(COMMANDS_OF[kind])
            await self.seeking.answers(self, who)
