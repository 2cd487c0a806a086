"""Use cases of customer service, by subject."""
