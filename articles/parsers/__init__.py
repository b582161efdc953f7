"""Import formats, one per file."""
