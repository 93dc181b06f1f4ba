"""Writes of the call and its answers. Journeys call them; they open no transaction of their own."""
