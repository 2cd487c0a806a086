"""Rules of customer service, without a framework."""
