"""Whoever is asked something in a story is visited by the zoo, of which the story notices nothing.

After each visit the world is as it was.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, fields
from itertools import count

from sqlmodel import Session, col, func, select

from models.inbox import Inbox, InboxState
from models.people.tables import Person
from models.progress import Told
from tests.support.canaries import Overheard
from tests.support.contents import Json, as_update
from tests.support.rewinding import Rewinder
from tests.support.world import World, meet
from tests.support.zoo import Animal, Outcome

Step = tuple[str, str]  # a conversation and its question
STAYS = (Outcome.SILENCE, Outcome.SENTENCE, Outcome.PRESS)
# How many messages the person may get; each piece of an album has its own.
HEARD = {
    Outcome.SILENCE: 0, Outcome.SENTENCE: 1, Outcome.PRESS: 0, Outcome.ANSWER: 1, Outcome.FILE: 1,
}  # fmt: skip
QUIET = ("getUpdates", "answerCallbackQuery", "getFile", "deleteMessage", "sendChatAction")
TOPIC = "4"  # of the chat with us, in which some of it is said


@dataclass(frozen=True)
class Standing:
    """Somebody is asked something."""

    user: int
    told: Json

    @property
    def step(self) -> Step:
        return self.told["conversation"], self.told["step"]


def standing(session: Session, user: int | None = None) -> Standing | None:
    """Return where the dialogue of that person stands; without one, of whoever spoke last."""
    wanted = select(Told, Person.telegram_id).join(Person, col(Person.id) == Told.person_id)
    wanted = wanted.where(col(Told.open), col(Person.telegram_id).is_not(None))
    if user is not None:
        wanted = wanted.where(Person.telegram_id == user)
    found = session.exec(wanted.order_by(col(Told.touched_at).desc(), col(Told.id).desc())).first()
    return None if found is None or found[1] is None else Standing(found[1], found[0].model_dump())


@dataclass
class Watched(World):
    """A world in which somebody looks whenever everything that follows has happened."""

    looks: Callable[["Watched"], Awaitable[None]] = field(kw_only=True)

    async def settles(self) -> None:
        await super().settles()
        await self.looks(self)

    async def goes_on(self) -> None:
        """Let everything follow, unseen."""
        await super().settles()


def watched(world: World, looks: Callable[[Watched], Awaitable[None]]) -> Watched:
    """Return that world, in which somebody looks."""
    known = {each.name: getattr(world, each.name) for each in fields(World)}
    found = Watched(**known, looks=looks)
    meet(found)
    return found


@dataclass
class Visit:
    """What comes while somebody is asked something, and what is not as it has to be then."""

    world: Watched
    at: Standing
    overheard: Overheard
    rewinder: Rewinder
    wrong: list[str] = field(default_factory=list)
    moved: int = 0
    numbers: "count[int]" = field(default_factory=lambda: count(50_000, 10))

    def __post_init__(self) -> None:
        chat = self.world.telegram.find_chat(self.at.user)
        chat["topics"][TOPIC] = "t"
        self.rewinder.keeps()
        shown = " ".join(version["text"] for m in chat["messages"] for version in m["versions"])
        people = self.world.read(lambda s: s.exec(select(Person)).all())
        others = [each for each in people if each.telegram_id != self.at.user]
        names = {part for each in others for part in (each.name, each.phone) if part}
        self.private = {name for name in names if name not in shown}

    async def takes(self, animals: Sequence[Animal]) -> None:
        """Let them all come: first what leaves the dialogue where it is, which then is ended."""
        stays = [animal for animal in animals if animal.outcome in STAYS]
        moves = [animal for animal in animals if animal.outcome not in STAYS]
        for animal in stays:
            await self._meets(animal)
        await self._ends("after all that")
        self.rewinder.back()
        for animal in moves:
            await self._meets(animal)
            if animal is moves[-1]:
                await self._ends(animal.name)
            self.rewinder.back()

    async def _meets(self, animal: Animal) -> None:
        user, number = self.at.user, next(self.numbers)
        brought = [bring(user, user, number + n) for n, bring in enumerate(animal.brings)]
        calls = await self._brings(*brought)
        wrong = list(self._unlike(animal, calls)) + self._mistakes()
        self.wrong += [f"{self.at.step} {animal.name}: {each}" for each in wrong]
        if wrong and animal.outcome in STAYS:
            self.rewinder.back()

    def _unlike(self, animal: Animal, calls: list[Json]) -> list[str]:
        """Return how what followed is not that outcome."""
        said, elsewhere = self._said(calls)
        now = self.world.read(lambda session: standing(session, self.at.user))
        stays, pressed = animal.outcome in STAYS, animal.outcome is Outcome.PRESS
        answered = sum(call["method"] == "answerCallbackQuery" for call in calls)
        self.moved += now != self.at
        heard = HEARD[animal.outcome] * len(animal.brings)
        over = now is None and not stays  # then the card of what was asked may come, too
        wrong = [] if heard <= len(said) <= heard + over else [f"said {said}"]
        wrong += [f"told {each}" for each in elsewhere if stays]
        wrong += [f"{answered} presses answered"] if answered != pressed else []
        wrong += [f"stands at {now}"] if stays and now != self.at else []
        shown = "" if over else " ".join(said)
        return wrong + [f"shows {name}" for name in self.private if name in shown]

    async def _ends(self, after: str) -> None:
        """End the dialogue, if it is not over."""
        if self.world.read(lambda session: standing(session, self.at.user)):
            user, number = self.at.user, next(self.numbers)
            calls = await self._brings(as_update({"text": "/cancel"}, user, user, number))
            said, _ = self._said(calls)
            over = self.world.read(lambda session: standing(session, user)) is None
            if not over or len(said) != 1:
                self.wrong.append(f"{self.at.step} {after}: does not end, but says {said}")

    async def _brings(self, *updates: Json) -> list[Json]:
        telegram = self.world.telegram
        last = telegram.calls[-1]["n"]
        for update in updates:
            telegram.inject(update)
        await self.world.goes_on()
        return [each for each in telegram.calls[-50:] if each["n"] > last]

    def _said(self, calls: list[Json]) -> tuple[list[str], list[Json]]:
        """Return what the person was told, and what others were."""
        told = [call["params"] for call in calls if call["method"] not in QUIET]
        here = [each for each in told if int(each["chat_id"]) == self.at.user]
        texts = [str(each.get("text") or each.get("caption") or "") for each in here]
        return texts, [each for each in told if each not in here]

    def _mistakes(self) -> list[str]:
        """Return errors that were logged, and whether anything is left undone."""
        found = self.overheard.errors + self.overheard.tells(["message refused", *self.private])
        self.overheard.errors.clear()
        self.overheard.lines.clear()
        undone = select(func.count()).where(col(Inbox.state) != InboxState.DONE)
        left = self.world.read(lambda session: session.exec(undone).one())
        return found + ([f"{left} not done"] if left else [])
