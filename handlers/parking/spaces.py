"""Staff read the ledger of spaces: by kinds, or one by its number."""

from handlers.context import Turn
from models.buttons import Press
from models.intents.messages import Button
from models.parking.ledger import ledger_of, one_space
from models.permissions import require_officer


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
    turn.say("parking.ledger", ((announce,),), spaces=lines)
