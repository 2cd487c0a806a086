"""Alembic's environment: one for all services."""

import asyncio

from alembic import context

from shared.kit.migrate import run_in_environment

asyncio.run(run_in_environment(context.config))
