"""The municipality's door: its own applications, what was sent, what was decided."""
