"""The words of papers. Pure."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What a paper is. Source: PRK-01, PRK-02, PRK-06."""

    VEHICLE_LICENCE = "vehicle_licence"
    DRIVING_LICENCE = "driving_licence"
    INSURANCE = "insurance"  # the comprehensive one
    TITLE = "title"  # or the purchase contract
    LEASE = "lease"  # a tenant's
    IDENTITY_CARD = "identity_card"
    PAYMENT = "payment_proof"  # that it was paid: FEE-02
    OTHER = "other_proof"  # whatever else shows that a change is true: OWN-06


class Flaw(StrEnum):
    """Why a paper does not do."""

    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    OTHER_NAME = "other_name"
    OTHER_CAR = "other_car"
    NOT_THE_ORIGINAL = "not_the_original"
    NO_ORIGINAL = "no_original"
