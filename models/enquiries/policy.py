"""What an estate may set about enquiries and suggestions, by the names of docs/rules.md."""

from pydantic import NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class EnquiryPolicy:
    """S-28: by when an enquiry is answered if nothing was agreed, and both whatever is agreed."""

    default_hours: PositiveInt = setting("enquiry.default_hours", 24)
    enquiry_days: PositiveInt = setting("enquiry.limit_days", 7)
    suggestion_days: NonNegativeInt = setting("suggestion.limit_days", 3)
