"""What an estate may set about the copies of papers."""

from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class PaperPolicy:
    """SEC-02, OWN-05: for how many days a copy is kept after what it was needed for has ended."""

    retention_days: PositiveInt = setting("papers.retention_days", 90)
