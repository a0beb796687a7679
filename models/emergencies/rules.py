"""The kinds of danger, whom to ring in each, and who is called next. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from models.folding import folded
from models.understanding.phrases import Lexicon, Words, all_said, without

HARMLESS = "harmless"


class Danger(StrEnum):
    """What cannot wait; of several in one sentence the first of this order counts. S-10."""

    FIRE = "fire"
    GAS = "gas"
    LIFE = "life"  # somebody's life hangs on electricity
    TRAPPED = "trapped"
    ELECTRIC = "electric"
    WATER = "water"
    FALLING = "falling"
    VIOLENCE = "violence"
    PERSON = "person"  # somebody is hurt or in danger, or a word of the estate's own


class Service(StrEnum):
    """A public service whose number is told first."""

    FIRE = "fire"
    POLICE = "police"
    MEDICAL = "medical"


# Nothing is mended then: somebody is looked after.
OF_PEOPLE = frozenset({Danger.TRAPPED, Danger.VIOLENCE, Danger.PERSON})

# fmt: off
SERVICES: Mapping[Danger, tuple[Service, ...]] = {
    Danger.FIRE:     (Service.FIRE, Service.MEDICAL),
    Danger.GAS:      (Service.FIRE,),
    Danger.LIFE:     (Service.MEDICAL,),
    Danger.TRAPPED:  (Service.FIRE, Service.MEDICAL),
    Danger.ELECTRIC: (Service.MEDICAL,),
    Danger.WATER:    (),
    Danger.FALLING:  (Service.MEDICAL,),
    Danger.VIOLENCE: (Service.POLICE,),
    Danger.PERSON:   (Service.MEDICAL, Service.POLICE),
}
# fmt: on


def danger_in(text: str, words: Words, lexicon: Lexicon, also: Iterable[str] = ()) -> Danger | None:
    """Return the danger that the text tells of, said without alarm words too; None when none.

    What only sounds like danger is struck out first. `also` are the estate's own words. S-10.
    """
    said = without(lexicon.heard(text), words.get(HARMLESS, ()))
    for danger in Danger:
        if any(all_said(said, phrase) for phrase in words.get(danger, ())):
            return danger
    return Danger.PERSON if any(folded(word) in folded(text) for word in also) else None


def whom_to_call(order: Sequence[int], called: int, times: int, each: int) -> tuple[int, int]:
    """Return who is called now and for which time: the same one `each` times, then the next.

    After the last of the order the first comes again: it ends only when somebody takes it.
    """
    if called in order and times < each:
        return called, times + 1
    following = order.index(called) + 1 if called in order else 0
    return order[following % len(order)], 1
