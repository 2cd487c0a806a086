"""What is tried, promise by promise; importing this registers all trials."""

from deploy.faults.trials import anew, copies, crowd, deaths, keys, numbers, outage, poison, stuck

__all__ = ["anew", "copies", "crowd", "deaths", "keys", "numbers", "outage", "poison", "stuck"]
