"""How Alembic works on our database: on the connection it is given, in one transaction."""

from alembic import context

from models.migrations.metadata import METADATA, render_item

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=render_item,
    compare_type=True,
    transactional_ddl=True,  # SQLite too: we begin its transactions ourselves
    render_as_batch=True,  # SQLite alters a table only by making it anew
)
with context.begin_transaction():
    context.run_migrations()
