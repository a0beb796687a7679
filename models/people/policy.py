"""What an estate may set about people, by the names of docs/rules.md."""

from typing import Literal

from models.policy import setting
from models.values import frozen


@frozen
class AddressPolicy:
    """S-48: what a woman who wishes a title is called here."""

    female: Literal["女士", "小姐"] = setting("address.female", "女士")
