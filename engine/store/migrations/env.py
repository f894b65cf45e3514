"""Run by Alembic: the steps, on the connection of `engine.store.upgrade`.

That connection is in a transaction already, so that all steps are applied or
none.
"""

from alembic import context

from engine.store.models import Base
from engine.store.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot alter a column: the table is made anew and filled.
    render_as_batch=True,
)
context.run_migrations()
