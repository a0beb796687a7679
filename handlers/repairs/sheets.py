"""The sheet of a repair in conversation: how far away, parts, the signature, and its way back."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Conversation,
    Label,
    Taken,
    Typed,
)
from handlers.conversations.widgets import Telling
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.words import Words
from models.repairs.messages import minutes_away
from models.repairs.rules import Action
from models.repairs.sheets import (
    add_parts,
    keep_sheet_photo,
    may_keep,
    return_sheet,
    return_sheets,
    say_eta,
    sign,
)
from models.values import frozen

PARTS_AT_MOST = 500


@frozen
class Photographs(Telling):
    """Photographs, until the press that says that these are all; words are none."""

    default_option: str | None = "whole"

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the photographs; while there are none, say what is awaited."""
        written = answer.text if isinstance(answer, Typed) else ""
        if written or (isinstance(answer, Chosen) and asking.value is None):
            return asking.again(Label(f"{asking.key}.awaited", {"text": written}))
        return super().take(asking, answer)

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to words, too."""
        return super().text_keys(key) | {f"{key}.awaited"}


@frozen
class Fitted:
    """The parts that a technician names, one a line."""

    told: Words


@frozen
class Photographed:
    """The signed sheet, as photographs."""

    photos: Words


def fitted(turn: Turn, parts: Fitted, case_id: int) -> None:
    """Put the parts on the sheet."""
    add_parts(turn.session, case_id, parts.told.text, by=turn.someone, now=turn.now)
    turn.say("sheets.parts.thanks")


def photographed(turn: Turn, sheet: Photographed, case_id: int) -> None:
    """Keep the photographs of the sheet."""
    files = sheet.photos.media
    keep_sheet_photo(turn.session, case_id, files, by=turn.someone, now=turn.now)
    turn.say("sheets.photo.thanks")


PARTS = Conversation(
    name="sheets.parts",
    answers=Fitted,
    steps=(Telling("told", min_length=1, max_length=PARTS_AT_MOST),),
    on_complete=fitted,
    world=estate_world,
    confirm=False,
)

SHEET_PHOTO = Conversation(  # an album has no end mark: a press says that it is whole
    name="sheets.photo",
    answers=Photographed,
    steps=(Photographs("photos", min_length=1, max_length=PARTS_AT_MOST),),
    on_complete=photographed,
    world=estate_world,
    confirm=False,
)


def press_eta(turn: Turn, press: Press) -> None:
    """Tell the resident how far away the technician is; without a number ask for it."""
    if press.value:
        say_eta(turn.session, press.object, press.number, by=turn.someone, now=turn.now)
        turn.toast("toasts.resident_told")
        return
    case = may_keep(turn.session, press.object, Action.ETA, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.say("sheets.how_far", (minutes_away(case.id, case.rev),), number=case.number)
    turn.toast("toasts.see_private")


def press_add_parts(turn: Turn, press: Press) -> None:
    """Ask for the parts, in private."""
    may_keep(turn.session, press.object, Action.ADD_PARTS, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, PARTS, subject=press.object)


def press_sign(turn: Turn, press: Press) -> None:
    """Sign for what was done."""
    sign(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.signed")


def press_sheet_photo(turn: Turn, press: Press) -> None:
    """Ask for photographs of the signed sheet, in private."""
    may_keep(turn.session, press.object, Action.SHEET_PHOTO, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, SHEET_PHOTO, subject=press.object)


def press_return_sheet(turn: Turn, press: Press) -> None:
    """Note that the sheet is back."""
    return_sheet(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.sheet_back")


def press_sheets_back(turn: Turn, press: Press) -> None:
    """Note that everything somebody had out is back."""
    numbers = return_sheets(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.sheets_back", count=len(numbers))
