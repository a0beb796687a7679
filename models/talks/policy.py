"""What an estate may set about talks and about how much one person may send."""

from dataclasses import dataclass

from pydantic import PositiveInt

from models.policy import setting


@dataclass(frozen=True)
class TalkPolicy:
    """S-49: in service hours a person answers within `reply.human_minutes`."""

    human_minutes: PositiveInt = setting("reply.human_minutes", 3)
