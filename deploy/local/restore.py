"""`./studio restore`: the whole system as it was last saved, or one lost database, and then what the others told.

What was replaced is put aside, never deleted. After a restore every department hears the whole stream again; its inbox
knows what it has heard, so that effects happen once.
"""

import asyncio
import contextlib
import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import nats
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError
from rich.console import Console

from deploy.local.backup import KEPT, Vault, copy_missing
from deploy.local.broker import NatsServer
from deploy.local.environment import administrator, databases_are_elsewhere
from deploy.local.fleet import Fleet
from deploy.local.home import Home
from deploy.local.names import SERVICES
from deploy.local.operations import running_backing
from deploy.local.postgres import PostgresServer, run_tool
from deploy.local.postgres_place import binaries, unprivileged_account
from deploy.local.private_file import read_private, write_private
from deploy.local.processes import StartFailed
from shared.kit.bus import STREAM
from shared.kit.durables import ensure_bus, ensure_durables, subscriptions_of
from shared.kit.outbox import decode
from shared.kit.refill import refill


def restore(home: Home, folder: Path, console: Console, database: str | None = None) -> int:
    """Bring back the whole system (which must not run), or one database of the running one."""
    if databases_are_elsewhere(os.environ):
        raise StartFailed("These databases run elsewhere; restore them there, as docs/deployment.md says.")
    vault, begun = Vault(folder), time.monotonic()
    if not vault.chain:
        raise StartFailed(f"There is no backup in {vault.folder}.")
    saved = datetime.fromisoformat(vault.chain[-1].begun)
    console.print(f"The last saving began {_ago(saved)} ago, at {saved:%Y-%m-%d %H:%M:%S %Z}.", highlight=False)
    with vault.turn():
        if database is None:
            restore_all(home, vault, console)
        else:
            restore_one(home, vault, database, console)
    console.print(f"Restored in {time.monotonic() - begun:.1f} s.", highlight=False)
    return 0


def _ago(moment: datetime) -> str:
    return str(timedelta(seconds=int((datetime.now(UTC) - moment).total_seconds())))


def restore_all(home: Home, vault: Vault, console: Console) -> None:
    """Databases, keys and photographs of one moment; the stream is filled again from the outboxes."""
    server, broker, fleet = PostgresServer(home.path), NatsServer(home.path), Fleet(home)
    if server.identity is not None or broker.identity is not None or any(map(fleet.running, SERVICES)):
        raise StartFailed("The system runs; stop it with ./studio down before everything is restored.")
    home.make()
    for name in KEPT:
        saved = read_private(vault.secrets / name)
        here = {} if name == "secrets.json" else {"port": read_private(home.path / name).get("port")}
        write_private(home.path / name, {**saved, **{key: value for key, value in here.items() if value}})
    write_private(home.path / "postgres.json", {**read_private(home.path / "postgres.json"), "place": ""})
    place = server.place()
    put_aside(place / "data")
    put_aside(home.path / "nats")
    combine(vault, place / "data")
    copy_missing(vault.photos, home.photos)
    server.start()
    broker.start()
    try:
        for service in SERVICES:
            server.ensure_service(service)
        count = asyncio.run(_fill_stream(home))
        console.print(f"{count} facts are in the stream again.")
    finally:
        broker.stop()
        server.stop()


async def _fill_stream(home: Home) -> int:
    backing = running_backing(home)
    await ensure_bus(*administrator(backing))
    return await refill(list(backing.app_urls.values()), *administrator(backing))


def restore_one(home: Home, vault: Vault, database: str, console: Console) -> None:
    """One database from the last saving into the running server; then its service hears everything again."""
    if database not in SERVICES:
        raise StartFailed(f"{database!r} is no service; there are: {', '.join(SERVICES)}.")
    server, fleet = PostgresServer(home.path), Fleet(home)
    if server.identity is None or NatsServer(home.path).identity is None:
        raise StartFailed("PostgreSQL and NATS must run for this; start the system with ./studio up.")
    was_running = fleet.running(database) is not None
    fleet.stop([database])
    with beside(home, vault) as saved:
        dump = saved.home / "dump"
        saved.tool("pg_dump", "--format=custom", f"--file={dump}", database)
        server.psql("-c", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        server.ensure_service(database)
        server.tool("pg_restore", f"--dbname={database}", "--exit-on-error", dump)
    told = asyncio.run(hear_again(home, database))
    for line in told:
        console.print(line, highlight=False, markup=False)
    console.print(
        f"{len(told)} facts that {database} told after the saving are known to the others and not to itself any more"
        f"{'; enter what they say once more' if told else ''}."
    )
    if was_running:
        backing, ports = running_backing(home), fleet.ports()
        fleet.start(database, backing, ports)
        fleet.wait_ready(database, ports[database])


@contextmanager
def beside(home: Home, vault: Vault) -> Iterator[PostgresServer]:
    """A server of its own on the saved databases, for as long as the block lasts."""
    aside = home.path / "restoring"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o711)
    kept = read_private(vault.secrets / "postgres.json")
    write_private(aside / "postgres.json", {name: kept[name] for name in ("password", "services")})
    server = PostgresServer(aside)
    combine(vault, server.place() / "data")
    server.start()
    try:
        yield server
    finally:
        server.remove()
        shutil.rmtree(aside, ignore_errors=True)


def combine(vault: Vault, target: Path) -> None:
    """Put the chain together into a data folder that the server starts on."""
    programs, account = binaries(None, True), unprivileged_account()
    fresh = target.with_name("data.restored")
    shutil.rmtree(fresh, ignore_errors=True)
    places = [vault.place(part) for part in vault.chain]
    if len(places) == 1:
        run_tool(programs / "pg_verifybackup", "--quiet", places[0])
        shutil.copytree(places[0], fresh, symlinks=True)
    else:
        run_tool(programs / "pg_combinebackup", f"--output={fresh}", *places)
    if account is not None:
        for path in (fresh, *fresh.rglob("*")):
            os.chown(path, account.uid, account.gid)
    fresh.chmod(0o700)
    fresh.rename(target)


def put_aside(path: Path) -> None:
    """Keep what is replaced under another name."""
    if path.exists():
        path.rename(path.with_name(f"{path.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}"))


async def hear_again(home: Home, service: str) -> list[str]:
    """Let the service's consumers begin at the start of the stream, and say which of its own facts it lost."""
    backing = running_backing(home)
    url, user, password = administrator(backing)
    client = await nats.connect(url, user=user, password=password, connect_timeout=10)
    try:
        jetstream = client.jetstream(timeout=10)
        for subscriptions in subscriptions_of(service):
            with contextlib.suppress(NotFoundError):
                await jetstream.delete_consumer(STREAM, subscriptions.durable)
        await ensure_durables(*administrator(backing), subscriptions_of(service))
        connection = await asyncpg.connect(backing.app_urls[service])
        try:
            known = {str(row[0]) for row in await connection.fetch("SELECT event_id FROM outbox")}
        finally:
            await connection.close()
        return await _told_later(jetstream, service, known)
    finally:
        await client.close()


async def _told_later(jetstream: JetStreamContext, service: str, known: Collection[str]) -> list[str]:
    """The service's facts in the stream that its outbox does not hold."""
    subject, lost = f"evt.{service}.>", []
    told = (await jetstream.stream_info(STREAM, subjects_filter=subject)).state.subjects or {}
    subscription = await jetstream.subscribe(subject, stream=STREAM, ordered_consumer=True)
    for _ in range(sum(told.values())):
        message = await subscription.next_msg(timeout=10)
        envelope = decode(message.data)
        if str(envelope.id) not in known:
            about = {name: value for name, value in envelope.data.items() if name.endswith("number")}
            lost.append(
                f"  {envelope.time:%Y-%m-%d %H:%M:%S} {envelope.type} {envelope.subject} {about or ''}".rstrip()
            )
    await subscription.unsubscribe()
    return lost
