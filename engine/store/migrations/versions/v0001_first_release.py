"""The tables of the first release.

That release had no steps: it made its tables by itself. Where they are, they
stay as they are, with every row.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create what is not there."""
    _shown_card()
    _shadow_outcome()
    _feedback()


def _shown_card() -> None:
    op.create_table(
        "shown_card",
        sa.Column("uuid", sa.String(100), primary_key=True),
        sa.Column("service", sa.String(100), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("rules_digest", sa.String(200), nullable=False),
        sa.Column("patient_key", sa.String(64), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )


def _shadow_outcome() -> None:
    op.create_table(
        "shadow_outcome",
        sa.Column("uuid", sa.String(36), primary_key=True),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("indicator", sa.String(20), nullable=False),
        sa.Column("patient_key", sa.String(64), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_index(
        "ix_shadow_outcome_rule", "shadow_outcome", ["rule"], if_not_exists=True
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("fingerprint", sa.String(64), nullable=False, unique=True),
        sa.Column("service", sa.String(100), nullable=False),
        sa.Column("card", sa.String(200), nullable=False),
        sa.Column("is_known_card", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason_system", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("accepted_suggestions", sa.JSON(), nullable=False),
        sa.Column("has_comment", sa.Boolean(), nullable=False),
        sa.Column("user_comment", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_feedback_card", "feedback", ["card"], if_not_exists=True)
