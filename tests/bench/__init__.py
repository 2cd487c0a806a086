"""The bench itself: what it counts, compares and writes down."""
