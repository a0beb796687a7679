"""What an estate may set about talks, by the names of docs/rules.md."""

from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class TalkPolicy:
    """S-49: in service hours a person answers within `reply.human_minutes`."""

    human_minutes: PositiveInt = setting("reply.human_minutes", 3)
