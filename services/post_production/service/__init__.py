"""The use cases of post-production, divided by subject; none of them commits."""
