"""The registry of this service's tables: two tables of one name may live in one process."""

from sqlalchemy.orm import registry

from shared.kit.tables import Row


class Base(Row, registry=registry()):
    """Tables of scheduling."""
