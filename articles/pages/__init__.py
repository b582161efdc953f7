"""What readers open: pages and photos."""
