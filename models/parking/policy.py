"""What an estate may set about parking, by the names of docs/rules.md."""

from typing import Literal

from pydantic import PositiveInt

from models.papers.words import PaperKind
from models.policy import setting
from models.values import frozen


@frozen
class ParkingPolicy:
    """S-33: the formality; S-34: no space, papers missing; S-35: notice; S-36: a tenant's fields.

    Without a waiting list who finds no space is told so, and nothing more. Without a draw who
    applies before an announced opening is served by the time of application, like everybody.
    """

    formality_minutes: PositiveInt = setting("parking.formality_minutes", 20)
    waitlist: bool = setting("parking.waitlist", True)
    incomplete_days: PositiveInt = setting("parking.incomplete_days", 14)
    draw: bool = setting("parking.draw", True)
    notice_days: PositiveInt = setting("parking.expiry_notice_days", 30)
    tenant_fields: tuple[Literal["address", "employer"], ...] = setting(
        "parking.tenant_fields", ("address",)
    )
    vip_docs: tuple[PaperKind, ...] = setting(
        "parking.vip.docs",
        (PaperKind.IDENTITY_CARD, PaperKind.VEHICLE_LICENCE, PaperKind.DRIVING_LICENCE),
    )
    vip_approver: Literal["office_head"] = setting("parking.vip.approver", "office_head")
