"""Rules of scheduling: states, capacity, times and refusals; no framework."""
