"""The door itself: who is calling, where it goes, how it is carried there; bare ASGI, because it is on every path."""
