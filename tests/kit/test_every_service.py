"""What holds for every service: packages, migrations that make the models, row-level security on every table."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.local.postgres import PostgresServer
from shared.kit.migrate import SERVICES, metadata_of, migrate, package_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("service", SERVICES)
def test_every_folder_is_a_package(service: str) -> None:
    home = ROOT / package_of(service).replace(".", "/")
    folders = {path.parent for path in home.rglob("*.py") if "node_modules" not in path.parts}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("service", SERVICES)
async def test_migrations_make_what_the_models_say(postgres: PostgresServer, service: str) -> None:
    _, owner_url = await asyncio.to_thread(postgres.ensure_service, service)
    await asyncio.to_thread(migrate, service, owner_url)
    engine = create_async_engine(owner_url.replace("postgresql://", "postgresql+asyncpg://"), poolclass=pool.NullPool)

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata_of(service)))

    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
async def test_every_table_is_under_row_level_security(postgres: PostgresServer, service: str) -> None:
    app_url, owner_url = await asyncio.to_thread(postgres.ensure_service, service)
    await asyncio.to_thread(migrate, service, owner_url)
    connection = await asyncpg.connect(app_url)
    try:
        bare = await connection.fetch(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace "
            "AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'alembic_version'"
        )
        rights = await connection.fetchrow("SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user")
    finally:
        await connection.close()
    assert [row["relname"] for row in bare] == []
    assert (rights["rolbypassrls"], rights["rolsuper"]) == (False, False)
