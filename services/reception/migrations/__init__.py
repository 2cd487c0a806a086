"""Migrations of reception's database."""
