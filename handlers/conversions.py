"""Staff convert a case into one of another kind: what it becomes, and of which sort."""

from handlers.context import Turn
from models.buttons import Press
from models.cases.tables import Case, Kind
from models.conversions.operations import CONVERT, convert, kinds_for, sorts_of
from models.errors import NotAllowed
from models.intents.messages import Button, Rows

BETWEEN = "."  # the kind and the sort in a button


def press_convert(turn: Turn, press: Press) -> None:
    """Show into what the case can be converted, then of which sort it is; then convert it."""
    case, kinds = kinds_for(turn.session, press.object, by=turn.someone, now=turn.now)
    kind, _, sort = press.value.partition(BETWEEN)
    if kind and kind not in kinds:
        raise NotAllowed
    if not kind:
        labels = {each.value: f"conversions.kinds.{each}" for each in kinds}
        _choose(turn, case, "conversions.into_what", labels)
    elif sorts_of(Kind(kind)) and not sort:
        labels = {f"{kind}{BETWEEN}{each}": f"trades.{each}" for each in sorts_of(Kind(kind))}
        _choose(turn, case, "conversions.of_which_sort", labels)
    else:
        convert(turn.session, case.id, Kind(kind), sort, by=turn.someone, now=turn.now)
        turn.move_to_private()
        turn.say("conversions.done", number=case.number, kind=kind)
        turn.toast("toasts.done")


def _choose(turn: Turn, case: Case, text: str, labels: dict[str, str]) -> None:
    rows: Rows = tuple(
        (Button(label, Press(CONVERT, case.id, case.rev, value).pack()),)
        for value, label in labels.items()
    )
    turn.move_to_private()
    turn.say(text, rows, number=case.number)
    turn.toast("toasts.see_private")
