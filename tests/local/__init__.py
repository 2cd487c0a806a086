"""The launcher: embedded servers, processes, state folder, checks."""
