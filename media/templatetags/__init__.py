"""Filters of the photo desk."""
