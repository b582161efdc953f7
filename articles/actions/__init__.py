"""Every write of the app: one verb a function, one job a file."""
