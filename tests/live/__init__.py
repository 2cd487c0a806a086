"""A real Chromium at the real system."""
