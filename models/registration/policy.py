"""What an estate may set about registration, by the names of docs/rules.md."""

from typing import Annotated

from annotated_types import Len

from models.policy import setting
from models.values import frozen


@frozen
class RegistrationPolicy:
    """S-50: the office approves; besides name, number, home and role nothing is asked here.

    Of a tenant the days of the lease, if they like: with it the role begins and ends. Without
    `approval` a number that stands in the register is enough; any other still is not.
    """

    approval: bool = setting("registration.approval", True)
    optional_fields: Annotated[tuple[str, ...], Len(0, 0)] = setting(
        "registration.optional_fields", ()
    )
