"""The time that is written into what is made: now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org)."""

import os
from datetime import UTC, datetime

from pipeline.errors import SettingsError


def now() -> datetime:
    """In UTC. Raises `SettingsError` where the variable holds no moment."""
    return moment(epoch) if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")) else datetime.now(UTC)


def moment(epoch: str) -> datetime:
    """So many seconds after 1970. Raises `SettingsError`."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is “{epoch[:40]}”, which is not a valid time.",
            "Give seconds since 1970, or unset it.",
        ) from error
