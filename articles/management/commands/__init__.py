"""One thin file for each sweep or import."""
