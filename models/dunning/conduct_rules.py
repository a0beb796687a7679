"""Dunning by conduct: what follows from how a call, a visit or a letter went. Pure."""

from models.dunning.words import ErrandKind, Outcome

CALLS = 2  # in vain, then it is written
HEARD = (Outcome.PROMISED, Outcome.UNREACHED, Outcome.REASON, Outcome.REFUSED)
OFFERED = {
    ErrandKind.PHONE: HEARD,
    ErrandKind.VISIT: HEARD,
    ErrandKind.COURIER: (Outcome.SENT,),
    ErrandKind.HEAD: (Outcome.PROMISED, Outcome.REASON),
}
DAYS = {  # until it is to be noted
    ErrandKind.PHONE: 1,
    ErrandKind.COURIER: 3,
    ErrandKind.VISIT: 7,
    ErrandKind.HEAD: 7,
}


def is_again(kind: ErrandKind, outcome: Outcome, *, tries: int) -> bool:
    """Tell whether the same is tried once more: one call in vain is not out of reach."""
    return kind is ErrandKind.PHONE and outcome is Outcome.UNREACHED and tries < CALLS


def follows(outcome: Outcome, *, refusals: int) -> ErrandKind | None:
    """Return what is done next; None leaves the home to its ladder.

    Out of reach: a formal letter by courier. Lives there and does not pay: a visit, and only
    then. Refuses again: the office head. Source: FEE-10, FEE-11.
    """
    if outcome is Outcome.UNREACHED:
        return ErrandKind.COURIER
    if outcome is Outcome.REFUSED:
        return ErrandKind.VISIT if refusals <= 1 else ErrandKind.HEAD
    return None
