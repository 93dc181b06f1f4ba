"""The door that is open to all: what the pools are, and signing in."""
