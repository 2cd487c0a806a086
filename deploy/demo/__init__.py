"""A demo chain, three hundred orders, and one whole journey, all through the public API as real people."""
