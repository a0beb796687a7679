"""All tables in one metadata, and how their kinds of columns are written in a migration."""

from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa
from sqlmodel import SQLModel

import models.access_cards.tables
import models.accounting.tables
import models.arrears.tables
import models.backups.tables
import models.blocked.tables
import models.books.tables
import models.cases.tables
import models.collecting.tables
import models.complaints.tables
import models.due
import models.dunning.tables
import models.enquiries.tables
import models.estate.tables
import models.events
import models.faq.tables
import models.fees.tables
import models.files.tables
import models.followups.tables
import models.groups.tables
import models.handovers.tables
import models.inbox
import models.installation
import models.intents.tables
import models.lead
import models.moving.tables
import models.mydata.tables
import models.owners.tables
import models.papers.tables
import models.parking.tables
import models.people.absences
import models.people.tables
import models.progress
import models.registration.tables
import models.relay.tables
import models.repairs.tables
import models.talks.tables
import models.tasks.tables
import models.visitors.tables
import models.wishes.tables  # noqa: F401  (importing them all is what fills the metadata)

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext

METADATA = SQLModel.metadata


def render_item(kind: str, item: Any, context: "AutogenContext") -> str | Literal[False]:
    """Write plain SQLAlchemy types: a migration is history and imports nothing of ours."""
    if kind == "type" and isinstance(item, sa.JSON):
        context.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False
