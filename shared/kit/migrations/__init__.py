"""Alembic's environment for all services; the revisions themselves lie in each service's ``migrations``."""
