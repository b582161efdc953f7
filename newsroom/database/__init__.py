"""PostgreSQL as Django has it, with a cheaper question whether a connection lives."""
