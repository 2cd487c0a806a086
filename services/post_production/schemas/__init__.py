"""What post-production is asked and answers; validation lives here."""
