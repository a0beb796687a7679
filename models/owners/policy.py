"""What an estate may set about the owner's file, by the names of docs/rules.md."""

from typing import Annotated

from annotated_types import Len
from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class OwnersPolicy:
    """S-08: days until a new owner's form is entered; and what OWN-06 leaves to the office.

    For how many days a request waits for its proofs, and how many days before it holds the owner
    is told of a change that touches fees. How many days before its last day a tenancy's end is
    told.
    """

    entry_days: PositiveInt = setting("entry.owner_days", 3)
    incomplete_days: PositiveInt = setting("owners.incomplete_days", 14)
    announce_days: PositiveInt = setting("owners.announce_days", 3)
    tenancy_notice_days: Annotated[tuple[PositiveInt, ...], Len(1, 5)] = setting(
        "owners.tenancy_notice_days", (30, 7)
    )
