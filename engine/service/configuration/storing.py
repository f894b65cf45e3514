"""Settings: what is kept, where, and under which key."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field, SecretStr

from engine.service.configuration.reading import Group, set_to


class StoringSettings(Group):
    """What is kept, where, and under which key."""

    title: ClassVar[str] = "Database"

    database_url: SecretStr = set_to(
        SecretStr("sqlite:///pinprick.sqlite"), "postgresql://pinprick@db/pinprick"
    )
    """Where feedback, shown cards and counts are kept: SQLite or PostgreSQL."""
    database_url_file: Path | None = set_to(None, "/run/secrets/database_url")
    """A file with `database_url`, in its place."""
    upgrade_at_start: bool | None = set_to(None, "true")
    """Lets the start upgrade the tables of an older release. Not set, SQLite is
    upgraded and PostgreSQL waits for `pinprick database upgrade`."""
    patient_key_secret: Annotated[SecretStr, Field(min_length=16)] | None = set_to(
        None, "0123456789abcdef0123456789abcdef"
    )
    """Keys the hash under which a patient is remembered: 16 characters at least, the
    same for every worker. Without one a new key is drawn at every start, nothing can
    be linked across starts, and the snooze is off."""
    patient_key_file: Path | None = set_to(None, "/run/secrets/patient_key")
    """A file with `patient_key_secret`, in its place (`openssl rand -hex 32`)."""
    snooze_hours: float = set_to(24, "8", ge=0, le=24 * 90)
    """How long a card that was overridden is not shown again for the same evidence; 0
    is off."""
    keep_comments: bool = set_to(False, "true")
    """Allows the free text of feedback into the database: it may hold patient
    data."""
