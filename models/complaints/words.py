"""The words of a complaint's table: its statuses, what is done to it, its classes. Pure."""

from enum import StrEnum


class Status(StrEnum):
    """Where a complaint is (CMP-01)."""

    ACCEPTED = "accepted"  # registered, its class and validity are being judged
    HANDLING = "handling"
    HANDED_ON = "handed_on"  # beyond the office: with the company, the developer
    HANDLED = "handled"  # the result has been told
    EXPLAINED = "explained"  # not valid: explained, and still helped
    FILED = "filed"
    RETRACTED = "retracted"


class Action(StrEnum):
    """What can be done to a complaint."""

    ADMIT = "admit"
    RECLASSIFY = "reclassify"
    EXPLAIN = "explain"
    ENTRUST = "entrust"
    NAME = "name"
    STOP = "stop"  # the harm that is going on (CMP-10)
    PLAN = "plan"
    SETTLE = "settle"
    APPROVE_SETTLEMENT = "approve_settlement"
    REJECT_SETTLEMENT = "reject_settlement"
    OVERRUN = "overrun"
    APPROVE_OVERRUN = "approve_overrun"
    REJECT_OVERRUN = "reject_overrun"
    HAND_ON = "hand_on"
    RESOLVE = "resolve"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    FILE = "file"
    TELL_FURTHER = "tell_further"
    COSIGN = "cosign"
    RETRACT = "retract"
    CONVERT = "convert"


class Importance(StrEnum):
    """How much weighs on it: 重大, 一般, 轻微."""

    A = "A"
    B = "B"
    C = "C"


class Fault(StrEnum):
    """Who is at fault, as the handler finds; what follows differs (CMP-15)."""

    COMPANY = "company"
    NEIGHBOUR = "neighbour"  # a resident, perhaps who complains
    SEVERAL = "several"  # parties
    HOUSE = "house"  # and fittings


class Work(StrEnum):
    """Whose work the house and its fittings are."""

    OWN = "own"
    DEVELOPER = "developer"
    VENDOR = "vendor"


class Wished(StrEnum):
    """By when the complainant wishes it to be solved."""

    ANY = "any"
    ONE = "1"
    THREE = "3"
    SEVEN = "7"
    NOW = "now"  # it is going on and does harm: stopped first (CMP-10)
