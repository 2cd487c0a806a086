"""Use cases of pickup by subject; none commits, none knows HTTP."""
