"""What a shown card rested on, and which cards were set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "shown_evidence",
        sa.Column("card", sa.String(100), primary_key=True),
        sa.Column("rule", sa.String(200), primary_key=True),
        sa.Column("evidence_key", sa.String(64), nullable=False),
    )
    op.create_index(
        "ix_shown_evidence_evidence_key", "shown_evidence", ["evidence_key"]
    )
    op.create_table(
        "snoozed_card",
        sa.Column("uuid", sa.String(100), primary_key=True),
        sa.Column("service", sa.String(100), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("rules_digest", sa.String(200), nullable=False),
        sa.Column("patient_key", sa.String(64), nullable=False),
        sa.Column("snoozed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
