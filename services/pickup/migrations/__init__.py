"""Migrations of the pickup database."""
