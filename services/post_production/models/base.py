"""The registry of this service's tables: two tables of one name may live in one process."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class Base(SQLModel, registry=registry()):
    """Tables of post-production."""
