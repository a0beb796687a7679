"""What each role in a home may do, and the table of who was let in by its owner. Pure."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from models.flow import Arrow, Flow

GUESTS_AT_MOST = 10  # of one home


class Matter(StrEnum):
    """What a home has to do with the office; enquiries and praise are everybody's."""

    REPAIRS = "repairs"
    COMPLAINTS = "complaints"
    PARKING = "parking"
    FEES = "fees"
    FILE = "file"  # what the register says of the home
    PEOPLE = "people"  # who is let in


class Standing(StrEnum):
    """Where somebody is whom the owner lets in."""

    INVITED = "invited"
    JOINED = "joined"
    ENDED = "ended"


class Deed(StrEnum):
    """What can be done with it."""

    JOIN = "join_home"
    END = "family_end"


class Side(StrEnum):
    """Who may do it."""

    GUEST = "guest"
    HOST = "host"
    OFFICER = "officer"
    CLOCK = "clock"


_WHO_ENDS = frozenset({Side.HOST, Side.OFFICER, Side.CLOCK})

# fmt: off
GUEST_FLOW = Flow("guest", Standing.INVITED, (
    #     in standing          who does what   leads to            who may
    Arrow(Standing.INVITED,    Deed.JOIN,      Standing.JOINED,    by=frozenset({Side.GUEST})),
    Arrow(Standing.INVITED,    Deed.END,       Standing.ENDED,     by=_WHO_ENDS),
    Arrow(Standing.JOINED,     Deed.END,       Standing.ENDED,     by=_WHO_ENDS | {Side.GUEST}),
), closed=frozenset({Standing.ENDED}))

ROLES: Mapping[str, frozenset[Matter]] = {
    "owner":   frozenset(Matter),
    "tenant":  frozenset(Matter) - {Matter.PEOPLE},
    "family":  frozenset({Matter.REPAIRS, Matter.COMPLAINTS}),   # no file, no lease
    "proxy":   frozenset(),                                      # what is named, and nothing else
}
# fmt: on
FOR_PROXIES = (Matter.REPAIRS, Matter.COMPLAINTS, Matter.PARKING, Matter.FEES)


def may_act(role: str, matters: Collection[str], matter: Matter) -> bool:
    """Tell whether somebody of that role, named for these matters, may act in this one."""
    named = set(FOR_PROXIES) & {Matter(each) for each in matters}
    return matter in ROLES[role] | (named if role == "proxy" else set())
