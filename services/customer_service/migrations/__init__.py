"""Migrations of the customer service database."""
