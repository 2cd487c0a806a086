"""How the system is started: on a laptop (`local`), in containers, with a demo chain (`demo`)."""
