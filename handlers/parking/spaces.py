"""Staff read the ledger of spaces, by kinds, one by its number or whole, and the applications."""

from handlers.context import Turn
from handlers.parking.openings import rows_ahead
from models.buttons import Press
from models.cases.lists import lines_of
from models.cases.tables import Kind
from models.duty.applications import open_applications
from models.intents.messages import Button, Rows
from models.parking.ledger import ledger_of, one_space
from models.parking.sheets import ledger_sheet
from models.permissions import require_officer

AT_MOST = 20  # in one message
SHOWS = {Kind.PARKING: "parking_card", Kind.CARD: "card_show"}


def spaces(turn: Turn) -> None:
    """Show how many spaces are free, leased, kept; with a number, who has that one. SEC-01."""
    staff = require_officer(turn.session, turn.person, now=turn.now)
    number = turn.incoming.argument.strip().upper()[:30]
    if number:
        found = one_space(turn.session, staff.estate_id, number)
        if found is None:
            turn.say("parking.space_unknown", number=number)
        else:
            turn.say("parking.space", **found)
        return
    lines = [
        {
            "kind": line.kind, "free": line.free, "leased": line.leased, "held": line.held,
            "reserved": line.reserved, "closed": line.closed, "waiting": line.waiting,
            "fee": line.fee,
        }
        for line in ledger_of(turn.session, staff.estate_id)
    ]  # fmt: skip
    announce = Button("parking.actions.announce", Press("announce", 0, 0).pack())
    sheet = Button("parking.actions.ledger_sheet", Press("ledger_sheet", 0, 0).pack())
    turn.say("parking.ledger", (*rows_ahead(turn), (announce,), (sheet,)), spaces=lines)


def press_ledger_sheet(turn: Turn, press: Press) -> None:
    """Send the whole ledger of spaces as a file, in private. PRK-03, SEC-01."""
    turn.post(ledger_sheet(turn.session, by=turn.someone, now=turn.now))
    turn.toast("toasts.done")


def applications(turn: Turn) -> None:
    """List the open applications for spaces and cards, a button each. For officers."""
    staff = require_officer(turn.session, turn.person, now=turn.now)
    found = open_applications(turn.session, staff.estate_id)
    lines = lines_of(turn.session, found[:AT_MOST], now=turn.now)
    rows: Rows = tuple(
        (Button(f"№{line.number}", Press(SHOWS[line.kind], line.case_id, 0).pack(), literal=True),)
        for line in lines
    )
    shown = [line.facts() | {"owner": line.owner, "late": line.late} for line in lines]
    turn.say("parking.applications", rows, lines=shown, more=len(found) - len(shown))
