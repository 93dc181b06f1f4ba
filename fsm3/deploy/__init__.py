"""What running for real needs beside the program: container, web server, database roles, health check."""
