"""Filters of the reader pages, and tags of the desk's."""
