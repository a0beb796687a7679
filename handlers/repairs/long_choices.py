"""A choice that is long: on large screens it comes a few options at a time."""

from handlers.context import Turn
from handlers.conversations.definition import Answer, Asking, Chosen, Label, Option, Taken, World
from handlers.conversations.widgets import Choice
from models.values import frozen

ON_A_LARGE_SCREEN = 4  # besides the way to the others
OTHERS = "_others"


@frozen
class ScreenWorld(World):
    """What a long choice may know: how many options a screen shows; 0 is all of them."""

    few: int = 0


def few_for(turn: Turn) -> int:
    """Return how many options of a long choice this person reads on one screen."""
    return ON_A_LARGE_SCREEN if turn.person is not None and turn.person.elder else 0


@frozen
class LongChoice(Choice):
    """A choice with pages where the screens are large; a page is named by its first option."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the options of this page, and the way to the others."""
        every, few = super().buttons(asking), _few(asking)
        if not few:
            return every
        begins = int(self.page(asking) or 0)
        if not every[begins + few + 1 :]:
            return every[begins:]
        others = Option(OTHERS, Label("conversations.others"))
        return (*every[begins : begins + few], others)

    def page(self, asking: Asking) -> str:
        """Return the page where there is one, else the first."""
        few, count = _few(asking), len(super().buttons(asking))
        return asking.page if few and asking.page in map(str, range(few, count, few)) else ""

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the option that was pressed or meant, or the next page."""
        if answer == Chosen(OTHERS):
            return Taken(asking.value, page=str(int(asking.page or 0) + _few(asking)))
        return super().take(asking, answer)

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the way to the others too."""
        return super().text_keys(key) | {"conversations.others"}


def _few(asking: Asking) -> int:
    return asking.world.few if isinstance(asking.world, ScreenWorld) else 0
