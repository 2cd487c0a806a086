"""The gateway: the one door to the system.

Owns: branches and their calendars, staff, roles, sessions, API keys, the audit of sign-ins.
Tells: branch.changed, staff.changed, each with the whole state.
Listens: to every fact and hint as it passes, for live updates only; it keeps none of them.
"""
