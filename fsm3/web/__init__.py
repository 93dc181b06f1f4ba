"""The doors: one for each kind of person, forms beside their views."""
