"""The read side of post-production; nothing here writes."""
