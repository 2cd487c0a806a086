"""Requests and answers of scheduling."""
