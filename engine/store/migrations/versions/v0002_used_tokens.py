"""Tokens that let a call in, so that none does twice."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table; a copy of work in progress may have it."""
    op.create_table(
        "used_token",
        sa.Column("fingerprint", sa.String(64), primary_key=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_index(
        "ix_used_token_expires_at", "used_token", ["expires_at"], if_not_exists=True
    )
