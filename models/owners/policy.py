"""What an estate may set about the owner's file, by the names of section 28."""

from dataclasses import dataclass

from pydantic import PositiveInt

from models.policy import setting


@dataclass(frozen=True)
class OwnersPolicy:
    """S-08: days until a new owner's form is entered; and what OWN-06 leaves to the office.

    For how many days a request waits for its proofs, and how many days before it holds the owner
    is told of a change that touches fees.
    """

    entry_days: PositiveInt = setting("entry.owner_days", 3)
    incomplete_days: PositiveInt = setting("owners.incomplete_days", 14)
    announce_days: PositiveInt = setting("owners.announce_days", 3)
