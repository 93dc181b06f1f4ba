"""The door that is there in demo mode only: signing in with one click, and the mail the program wrote."""
