"""Migrations of the post-production database."""
