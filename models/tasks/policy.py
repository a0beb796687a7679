"""What an estate may set about tasks, by the names of section 28."""

from dataclasses import dataclass

from pydantic import PositiveInt

from models.policy import setting


@dataclass(frozen=True)
class CallPolicy:
    """S-49: within how many minutes of the shift a person speaks with who asked for one."""

    human_minutes: PositiveInt = setting("reply.human_minutes", 3)
