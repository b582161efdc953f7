"""What readers open: pages made from the stored documents, and photos."""
