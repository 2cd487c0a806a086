"""Scheduling: bookings, capacity, the shoot day, leave."""
