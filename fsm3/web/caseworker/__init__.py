"""The agency's door, which the national auditor reads through as well: all cases of a pool, one case whole."""
