"""Papers and the clock: a copy is erased on its day."""

from models.due import Rings
from models.papers.operations import PaperIsToGo, erase_due

WHEN_DUE: Rings = {
    PaperIsToGo: erase_due,  # SEC-02
}
