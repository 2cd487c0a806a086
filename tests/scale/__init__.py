"""A chain with years of history: made, checked, saved and restored."""
