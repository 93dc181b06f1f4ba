"""What workers do; imported by tasks and management commands alone."""
