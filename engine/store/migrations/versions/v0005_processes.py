"""Which processes answer, and with which rules."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "running_process",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("boss_pid", sa.Integer(), nullable=False),
        sa.Column("boss_born", sa.BigInteger(), nullable=False),
        sa.Column("rules_digest", sa.String(200), nullable=False),
        sa.Column("rules_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_faults", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_running_process_seen_at", "running_process", ["seen_at"])
