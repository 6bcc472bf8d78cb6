"""Alembic's entry: runs on the connection that ``service.db.migrate`` hands over."""

from alembic import context

from service.db.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
