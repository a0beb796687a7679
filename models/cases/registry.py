"""Every kind of case there is."""

from collections.abc import Mapping

from models.access_cards.kind import CARDS
from models.blocked.kind import BLOCKED
from models.cases.kinds import CaseKind
from models.cases.tables import Case, Kind
from models.complaints.kind import COMPLAINTS
from models.enquiries.kind import kind_of_enquiry
from models.enquiries.words import Sort
from models.owners.kind import FILE_CHANGES
from models.parking.kind import PARKING
from models.repairs.kind import REPAIRS

KINDS: Mapping[Kind, CaseKind] = {
    Kind.REPAIR: REPAIRS,
    Kind.COMPLAINT: COMPLAINTS,
    **{Kind(sort): kind_of_enquiry(sort) for sort in Sort},
    Kind.PARKING: PARKING,
    Kind.CARD: CARDS,
    Kind.FILE_CHANGE: FILE_CHANGES,
    Kind.BLOCKED: BLOCKED,
}


def kind_of(case: Case) -> CaseKind:
    """Return what the case's kind is to the rest."""
    return KINDS[case.kind]
