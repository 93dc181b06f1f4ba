"""What is earned and paid: outcomes are what earns."""
