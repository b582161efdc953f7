"""Filters of the reader pages."""
