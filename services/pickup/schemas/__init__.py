"""Requests and answers of pickup, by subject."""
