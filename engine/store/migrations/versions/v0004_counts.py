"""Counts by the hour, which rules were asked, and what is sought by time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create both tables and three indexes."""
    op.create_table(
        "hourly_count",
        sa.Column("hour", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("service", sa.String(100), primary_key=True),
        sa.Column("rules_digest", sa.String(200), primary_key=True),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "loaded_rule",
        sa.Column("rules_digest", sa.String(200), primary_key=True),
        sa.Column("rule", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_shown_card_shown_at", "shown_card", ["shown_at"])
    op.create_index("ix_snoozed_card_snoozed_at", "snoozed_card", ["snoozed_at"])
    op.create_index("ix_shadow_outcome_answered_at", "shadow_outcome", ["answered_at"])
