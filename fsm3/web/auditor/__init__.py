"""The door of audit firms: the accounts of the municipalities that engaged them, and nothing else."""
