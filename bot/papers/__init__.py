"""What is printed: letters, documents, charts."""
