"""A schema that has not changed is not made again."""

import asyncpg

from deploy.local.postgres import PostgresServer
from shared.kit.schema_mark import is_current, mark_of
from shared.kit.testing import DatabaseMill


async def test_a_migrated_database_carries_the_mark_of_its_code(
    postgres: PostgresServer, databases: DatabaseMill
) -> None:
    async with databases.copy("pickup") as url:
        admin = f"{postgres.admin_url.rpartition('/')[0]}/{url.rpartition('/')[2]}"
        assert await is_current({"pickup": admin})
        assert not await is_current({"reception": admin}), "the mark of another service"
        connection = await asyncpg.connect(admin)
        await connection.execute("COMMENT ON TABLE alembic_version IS 'older'")
        await connection.close()
        assert not await is_current({"pickup": admin})


async def test_an_empty_database_has_no_mark(postgres: PostgresServer) -> None:
    assert not await is_current({"pickup": postgres.admin_url})
    assert mark_of("pickup") != mark_of("gateway")
