"""The embedded PostgreSQL, for real."""

import itertools
import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import psutil
import pytest

from deploy.local.postgres import PostgresServer


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url, timeout=10)
    try:
        yield connection
    finally:
        await connection.close()


async def test_a_service_role_reaches_no_database_but_its_own(postgres: PostgresServer) -> None:
    urls = {name: postgres.ensure_service(name) for name in ("reception", "pickup")}
    for home, elsewhere in itertools.product(urls, ("reception", "pickup", "postgres", "template1")):
        for url in urls[home]:
            target = f"{url.rpartition('/')[0]}/{elsewhere}"
            if home == elsewhere:
                async with connected(target) as connection:
                    assert await connection.fetchval("SELECT current_database()") == home
            else:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await asyncpg.connect(target, timeout=10)


async def test_the_owner_migrates_and_the_app_only_works(postgres: PostgresServer) -> None:
    app_url, owner_url = postgres.ensure_service("scheduling")
    async with connected(owner_url) as owner:
        await owner.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        await owner.execute(
            "CREATE TABLE booking (id bigint GENERATED ALWAYS AS IDENTITY, room int, during tstzrange, "
            "EXCLUDE USING gist (room WITH =, during WITH &&))"
        )
        await owner.execute("ALTER TABLE booking ENABLE ROW LEVEL SECURITY")
    async with connected(app_url) as app:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute("INSERT INTO booking (room) VALUES (1)")  # row-level security binds the app's role
        for forbidden in (
            "CREATE TABLE other (id int)",
            "DROP TABLE booking",
            "CREATE SCHEMA other",
            "SET ROLE postgres",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(forbidden)
        role = await app.fetchrow(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert tuple(role) == (False, False, False)


async def test_preparing_a_service_again_changes_nothing(postgres: PostgresServer) -> None:
    first = postgres.ensure_service("gateway")
    assert postgres.ensure_service("gateway") == first
    async with connected(first[0]) as app:
        assert await app.fetchval("SELECT 1") == 1


@pytest.mark.parametrize("name", ["", "Gateway", "pick up", "a;b", 'x"y', "1st"])
def test_a_name_that_is_none_is_refused(postgres: PostgresServer, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a service"):
        postgres.ensure_service(name)


async def test_the_text_of_the_trade_is_kept(postgres: PostgresServer) -> None:
    async with connected(postgres.admin_url) as admin:
        assert await admin.fetchval("SELECT upper('影楼 é')") == "影楼 É"
        assert await admin.fetchval("SHOW server_encoding") == "UTF8"
        assert await admin.fetchval("SHOW TimeZone") == "UTC"


async def test_it_listens_on_this_machine_only_and_wants_a_password(postgres: PostgresServer) -> None:
    async with connected(postgres.admin_url) as admin:
        assert await admin.fetchval("SHOW listen_addresses") == "127.0.0.1"
        assert await admin.fetchval("SHOW unix_socket_directories") == ""
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"postgresql://postgres:wrong@127.0.0.1:{postgres.port}/postgres", timeout=10)
    assert stat.S_IMODE((postgres.home / "postgres.json").stat().st_mode) == 0o600


async def test_a_killed_server_comes_back_with_its_data_at_the_same_address(postgres: PostgresServer) -> None:
    _, owner_url = postgres.ensure_service("post_production")
    async with connected(owner_url) as owner:
        await owner.execute("CREATE TABLE photo AS SELECT 7 AS number")
    postgres.kill()
    assert postgres.identity is None
    later = PostgresServer(postgres.home, durable=False)
    later.start()
    later.start()  # an already running server is left alone
    try:
        async with connected(owner_url) as owner:
            assert await owner.fetchval("SELECT number FROM photo") == 7
    finally:
        postgres.stop()
        later.stop()
        postgres.start()


async def test_a_half_made_data_folder_is_made_anew(home_path: Path) -> None:
    server = PostgresServer(home_path, durable=False)
    place = server.place()
    (place / "data.unfinished").mkdir()
    (place / "data.unfinished" / "PG_VERSION").write_text("18\n")
    try:
        server.start()
        async with connected(server.admin_url) as admin:
            assert await admin.fetchval("SELECT 1") == 1
        assert [path.name for path in place.iterdir()] == ["data"]
    finally:
        server.remove()
    assert not place.exists()


def test_a_stranger_with_the_pid_of_a_dead_server_is_left_alone(home_path: Path) -> None:
    server = PostgresServer(home_path, durable=False)
    try:
        server.start()
        pid_file = server.place() / "data" / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        server.stop()
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        assert server.identity is None
        server.stop()
        server.start()
        assert server.identity is not None
    finally:
        server.remove()


def test_it_never_runs_as_root_and_changes_nothing_above_its_home(tmp_path: Path) -> None:
    """Root hands the server to another account; that one may not be able to walk down to the state folder."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = [stat.S_IMODE(folder.stat().st_mode) for folder in (tmp_path, closed)]
    server = PostgresServer(closed / "state folder", durable=False)
    try:
        server.start()
        assert server.identity is not None
        assert psutil.Process(server.identity.pid).uids().real == server.place().stat().st_uid != 0
        assert ("cannot reach" in server.notice) == (os.geteuid() == 0)
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in (tmp_path, closed)] == before
    finally:
        server.remove()
