"""Golden files of the contracts."""
