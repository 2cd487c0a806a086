"""The five departments, each a service with its own database."""
