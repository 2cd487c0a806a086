"""Every route against everybody who might call it (P15)."""
