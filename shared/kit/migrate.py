"""Migrations of a service's database, as its owner role: ``python -m shared.kit.migrate reception pickup``."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, pool
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel.sql.sqltypes import AutoString

from shared.kit.db import secure_tables
from shared.kit.schema_mark import mark_of
from shared.kit.tables import Words, attach_kit_tables

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("reception", "scheduling", "post_production", "pickup", "customer_service", "gateway")


def package_of(service: str) -> str:
    """The package of a service."""
    return "gateway" if service == "gateway" else f"services.{service}"


def metadata_of(service: str) -> MetaData:
    """The tables of a service, the kit's included."""
    models = importlib.import_module(f"{package_of(service)}.models")
    metadata: MetaData = models.Base.metadata
    attach_kit_tables(metadata)
    return metadata


def alembic_config(service: str, owner_url: str) -> Config:
    """Alembic's configuration for that service, without an ini file."""
    config = Config()
    versions = ROOT / package_of(service).replace(".", "/") / "migrations"
    config.set_main_option("script_location", str(ROOT / "shared" / "kit" / "migrations").replace("%", "%%"))
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["service"] = service
    config.attributes["url"] = owner_url
    return config


def migrate(service: str, owner_url: str) -> None:
    """Bring the database up to date and put every table under row-level security."""
    command.upgrade(alembic_config(service, owner_url), "head")


async def run_in_environment(config: Config) -> None:
    """What Alembic's environment calls."""
    service, url = config.attributes["service"], config.attributes["url"]
    metadata = metadata_of(service)
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, metadata, f"{service}_app")
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, metadata: MetaData, app_role: str) -> None:
    from alembic import context

    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7100)")
    connection.exec_driver_sql("SELECT set_config('studio.branches', '*', true)")
    context.configure(connection=connection, target_metadata=metadata, compare_type=True, render_item=_render_item)
    with context.begin_transaction():
        context.run_migrations()
    present = MetaData()
    present.reflect(connection, only=lambda name, _: name in metadata.tables)
    known = MetaData()
    for table in metadata.sorted_tables:
        if table.name in present.tables:
            table.to_metadata(known)
    secure_tables(connection, known, app_role)
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{mark_of(app_role.removesuffix('_app'))}'")


def _render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    if kind == "type" and isinstance(item, Words):
        return "sa.String(length=40)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def owner_url_of(service: str) -> str:
    """The owner's URL from the environment.

    Raises:
        SystemExit: the variable is not set.
    """
    variable = f"{service.upper()}_OWNER_DATABASE_URL"
    url = os.environ.get(variable)
    if not url:
        raise SystemExit(f"{variable} is not set: the owner role's URL is needed to migrate {service}")
    return url


def _next_number(service: str) -> str:
    versions = ROOT / package_of(service).replace(".", "/") / "migrations"
    return f"{len(list(versions.glob('0*.py'))) + 1:04d}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("services", nargs="+", choices=[*SERVICES, "all"])
    parser.add_argument("--revision", help="write a new migration with this message instead of migrating")
    arguments = parser.parse_args()
    for service in SERVICES if "all" in arguments.services else arguments.services:
        url = owner_url_of(service)
        if arguments.revision:
            command.revision(
                alembic_config(service, url),
                message=arguments.revision,
                autogenerate=True,
                rev_id=_next_number(service),
            )
        else:
            migrate(service, url)
            sys.stdout.write(f"{service}: migrated {make_url(url).database}\n")


if __name__ == "__main__":
    main()
