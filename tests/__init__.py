"""Tests of the product; they use the real PostgreSQL, NATS and browser where the code does."""
