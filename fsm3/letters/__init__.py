"""The letters: what each kind of document says, as frozen values, and the templates that print them."""
