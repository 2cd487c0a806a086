"""Stories through five real services on a real bus, told at the gateway by real people."""
