"""Tables the kit keeps in every service's database, and the base of a service's own tables."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
    text,
)
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.postgresql import JSONB, UUID, Insert, insert
from sqlalchemy.orm.attributes import set_attribute
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

KIT = MetaData()

outbox = Table(
    "outbox",
    KIT,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", UUID(as_uuid=True), nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("nats_subject", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("branch_id", String(12), nullable=False),
    Column("envelope", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("published_at", DateTime(timezone=True)),
    Index("outbox_unpublished", "id", postgresql_where=text("published_at IS NULL")),
    info={"scope": "service"},
)

inbox = Table(
    "inbox",
    KIT,
    Column("consumer", Text, primary_key=True),
    Column("event_id", UUID(as_uuid=True), primary_key=True),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    info={"scope": "service"},
)

parked_event = Table(
    "parked_event",
    KIT,
    Column("consumer", Text, primary_key=True),
    Column("event_id", UUID(as_uuid=True), primary_key=True),
    Column("subject", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("type", Text, nullable=False),
    Column("envelope", JSONB, nullable=False),
    Column("state", Text, nullable=False, server_default="PARKED"),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="1"),
    Column("parked_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("settled_at", DateTime(timezone=True)),
    Column("settled_by", Text),
    Column("reason", Text),
    Index("parked_open", "consumer", "subject", "sequence", postgresql_where=text("state IN ('PARKED', 'RETRY')")),
    info={"scope": "service"},
)

idempotency_key = Table(
    "idempotency_key",
    KIT,
    Column("principal", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("answer", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    info={"scope": "service"},
)

job_run = Table(
    "job_run",
    KIT,
    Column("job", Text, primary_key=True),
    Column("part", Text, primary_key=True, server_default=""),
    Column("done_until", DateTime(timezone=True), nullable=False),
    info={"scope": "service"},
)

clock_setting = Table(
    "clock_setting",
    KIT,
    Column("id", Integer, primary_key=True),
    Column("offset_seconds", BigInteger, nullable=False),
    info={"scope": "service"},
)

branch_ref = Table(
    "branch_ref",
    KIT,
    Column("branch_id", String(12), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("state", JSONB, nullable=False),
    info={"scope": "service"},
)

staff_ref = Table(
    "staff_ref",
    KIT,
    Column("staff_id", String(40), primary_key=True),
    Column("home_branch_id", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", JSONB, nullable=False),
    info={"scope": "service"},
)


def attach_kit_tables(metadata: MetaData) -> None:
    """Add the kit's tables to a service's metadata, so that its migrations make them."""
    for table in KIT.sorted_tables:
        if table.name not in metadata.tables:
            table.to_metadata(metadata)


def insert_rows(table: Table, *names: str, rows: str = "rows") -> Insert:
    """An insert of any number of rows, the same statement however many there are: they come as one document.

    Args:
        names: the columns that are given; all without.
        rows: what the parameter is called, where one statement writes into several tables.

    The parameter is a list of mappings as JSON text (``pydantic_core.to_json``); order is kept.
    """
    given = names or tuple(column.name for column in table.columns)
    columns = [sql_column(name, _plain(table.c[name].type)) for name in given]
    document = cast(bindparam(rows, type_=Text), JSONB)
    given_rows = func.jsonb_to_recordset(document).table_valued(*columns).render_derived("row", with_types=True)
    return insert(table).from_select(list(given), select(given_rows))


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


class Words(TypeDecorator[StrEnum]):
    """An enumeration stored as its word."""

    impl = String(40)
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else self.enum(value).value

    def process_result_value(self, value: Any, dialect: Any) -> StrEnum | None:
        return None if value is None else self.enum(value)


class Row(SQLModel):
    """Base of all rows. A new one takes its values and defaults as they are, which SQLModel looks up anew for each.

    A class has ``table=True`` or is mixed into one that has. Names that are no columns are left out, as SQLModel does.
    """

    def __init__(self, **given: Any) -> None:
        plain, made = _defaults(type(self))
        values = plain | {name: make() for name, make in made.items()}
        names = type(self).model_fields.keys() & given.keys()
        self.__dict__.update(values | {name: given[name] for name in names})
        object.__setattr__(self, "__pydantic_fields_set__", set(names))

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in type(self).model_fields:
            super().__setattr__(name, value)
        elif (state := self.__dict__.get("_sa_instance_state")) is None or state.key is None:
            self.__dict__[name] = value  # a row that is not in the database yet is written whole
        else:
            set_attribute(self, name, value)

    def values(self) -> dict[str, Any]:
        """What is in each column, as it is."""
        return {name: self.__dict__[name] for name in type(self).model_fields}


@cache
def _defaults(row: type[SQLModel]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """Values of columns that are not given, and those that are made for every row."""
    optional = {name: field for name, field in row.model_fields.items() if not field.is_required()}
    made = {name: field.default_factory for name, field in optional.items() if field.default_factory is not None}
    plain = {name: field.default for name, field in optional.items() if name not in made}
    return plain, made  # type: ignore[return-value]  # no factory of ours looks at the other values


class BranchRow(Row):
    """Mixin of a table whose rows belong to one branch; both the queries and the database keep branches apart."""

    branch_id: str = Field(max_length=12, index=True)


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """A column for a point in time, stored with its zone."""
    return Field(
        default=None if nullable else ...,
        sa_type=DateTime(timezone=True),
        nullable=nullable,
        index=index,
    )


def words(enum: type[StrEnum], *, default: Any = ..., nullable: bool = False, index: bool = False) -> Any:
    """A column for an enumeration, stored as its word."""
    return Field(default=default, sa_type=Words(enum), nullable=nullable, index=index)


def document(*, default_factory: Any = None, nullable: bool = False) -> Any:
    """A JSONB column for a list or a mapping that is read and written whole."""
    if default_factory is None:
        return Field(default=None if nullable else ..., sa_type=JSONB, nullable=nullable)
    return Field(default_factory=default_factory, sa_type=JSONB, nullable=nullable)
