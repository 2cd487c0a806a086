"""Identifiers that sort by the time they were made."""

from __future__ import annotations

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """A new UUIDv7 by real time."""
    return uuid_utils.compat.uuid7()
