"""Use cases of reception, one function each; none commits."""
