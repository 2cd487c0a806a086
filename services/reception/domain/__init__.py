"""Rules of reception without any framework: states, guards, errors, pure functions."""
