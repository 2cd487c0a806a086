"""What every service needs once: application, database, outbox, consumers, jobs, rights, errors, clock, telemetry."""
