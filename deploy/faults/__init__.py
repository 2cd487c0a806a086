"""``./studio faults``: a system of its own is broken on purpose, again and again, and must keep its promises."""
