"""Tests of post-production."""
