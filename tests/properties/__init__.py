"""Rules of the trade against models of them, with inputs nobody thought of.

``./studio test tests/properties`` runs the small profile; ``HYPOTHESIS_PROFILE=long`` the one that proof.md speaks of.
"""
