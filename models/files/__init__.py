"""Files: rows, and the encrypted store."""
