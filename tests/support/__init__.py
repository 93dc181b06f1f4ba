"""What the tests stand on: servers, databases, a worker, a site, a browser."""
