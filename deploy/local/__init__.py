"""The launcher behind `./studio`: embedded servers, processes, checks and the small operator commands."""
