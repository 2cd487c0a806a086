"""The rules of post-production, without any framework: states, prices, deadlines, refusals."""
