"""The commands; each is called by its file's name."""
