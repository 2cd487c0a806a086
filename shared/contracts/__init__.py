"""The facts services tell each other. Nothing else is known of another service.

One module per publisher, or a package of its name divided by subject. A fact is named in the past tense, frozen, and
changes only by optional additions within a version.
"""
