"""Pickup, rule by rule."""
