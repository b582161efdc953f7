"""Measurements and long series, outside the test run."""
