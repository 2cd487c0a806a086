"""Migrations of scheduling's database."""
