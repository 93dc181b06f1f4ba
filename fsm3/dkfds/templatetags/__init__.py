"""The template tags of the pack."""
