"""Tests of the desks in a real browser."""
