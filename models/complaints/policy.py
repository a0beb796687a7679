"""What an estate may set about complaints, by the names of docs/rules.md."""

from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import AfterValidator, NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen

Role = Literal["supervisor", "quality_supervisor", "manager", "office_head", "company"]
Roles = tuple[Role, ...]
WithinAMonth = Annotated[int, Interval(ge=1, le=27)]  # asked before the shortest month is over


def _names_all_parts(form: str) -> str:
    form.format(office="", **{"class": ""}, dept="", serial=1)
    if "{serial" not in form:
        raise ValueError("without {serial} two complaints would have one code")
    return form


CodeForm = Annotated[str, AfterValidator(_names_all_parts)]


@frozen
class ComplaintPolicy:
    """S-18 to S-26: whom a complaint reaches, and by when what is done."""

    a_notify: Roles = setting("complaint.A.notify", ("office_head", "manager"))
    a_answer_days: NonNegativeInt = setting("complaint.A.answer_days", 2)
    a_limit_days: PositiveInt = setting("complaint.A.limit_days", 10)
    a_overrun_notify: Roles = setting("complaint.A.overrun_notify", ("company",))
    b_limit_days: PositiveInt = setting("complaint.B.limit_days", 3)
    c_limit_days: PositiveInt = setting("complaint.C.limit_days", 2)
    asked_max_days: PositiveInt = setting("complaint.C.asked_max_days", 7)
    route_minutes: PositiveInt = setting("complaint.route_minutes", 60)
    warn_hours: PositiveInt = setting("complaint.warn_hours", 12)
    ack_days: NonNegativeInt = setting("complaint.ack_days", 2)
    callback_days: PositiveInt = setting("complaint.callback_days", 3)
    followup_day: WithinAMonth = setting("complaint.followup_day", 25)
    joint_a_min: PositiveInt = setting("complaint.joint_A_min", 2)
    joint_company_min: PositiveInt = setting("complaint.joint_company_min", 3)
    code_format: CodeForm = setting("complaint.code_format", "{office}-{class}-{dept}-{serial:05d}")
    validity_role: Role = setting("complaint.validity_role", "manager")


@frozen
class AuthorityPolicy:
    """S-27: how much each may promise alone, in yuan; above it the next one up approves."""

    supervisor: NonNegativeInt = setting("authority.supervisor", 1000)
    quality: NonNegativeInt = setting("authority.quality", 2000)
    head: NonNegativeInt | None = setting("authority.head", None)
