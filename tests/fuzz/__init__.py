"""Any input gets an answer (P19)."""
