"""The state of all databases as one hash per table: equal hashes, equal effects."""

from __future__ import annotations

from deploy.faults.system import TrialSystem
from deploy.local.names import SERVICES

TRANSPORT = frozenset({"alembic_version", "inbox", "outbox", "job_run", "sign_in_session", "sign_in_failure"})
"""Tables that say what was delivered, run or signed in, not what is so."""

SO_ONLY = {"parked_event": "WHERE state <> 'DONE'", "stage_tally": "WHERE orders <> 0"}
"""An event that was parked and applied later is where the others are; a rebuild need not remember its detour, nor a
stage through which all have gone.
"""

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
HASH = """
SELECT count(*) AS rows, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS hash FROM "{}" t {}
"""
TOLD = "SELECT count(*) AS rows, md5(coalesce(string_agg(event_id::text, ',' ORDER BY id), '')) AS hash FROM outbox"

State = dict[str, tuple[int, str]]


async def state_of(system: TrialSystem) -> State:
    """``service.table`` → rows and hash; of the outbox, the facts that were told."""
    state: State = {}
    for service in SERVICES:
        for row in await system.rows(service, TABLES):
            table = row["tablename"]
            if table not in TRANSPORT:
                (found,) = await system.rows(service, HASH.format(table, SO_ONLY.get(table, "")))
                state[f"{service}.{table}"] = (found["rows"], found["hash"])
        (told,) = await system.rows(service, TOLD)
        state[f"{service}.outbox"] = (told["rows"], told["hash"])
    return state


def differences(before: State, after: State) -> list[str]:
    """The tables that are not the same."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
