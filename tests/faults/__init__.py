"""What is promised even when things break: a little of everything that ``./studio faults`` does at length."""
