"""Reads of the call and its answers, as values. `visibility.visible_to` is the only way to rows for a page."""
