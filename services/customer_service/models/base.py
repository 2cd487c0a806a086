"""The registry of this service's tables."""

from sqlalchemy.orm import registry

from shared.kit.tables import Row


class Base(Row, registry=registry()):
    """Tables of customer service."""
