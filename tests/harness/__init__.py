"""The harness: what every page of the site has to be. A page joins by its row in `pages.py`, or a test fails."""
