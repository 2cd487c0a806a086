"""Use cases of the gateway, by subject."""
