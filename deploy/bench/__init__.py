"""``./studio bench``: how fast the system is, each figure beside the limit of the same work in the same run."""
