"""The API: delivery for everybody, and the desk's own."""
