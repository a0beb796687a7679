"""How it is said, in each language."""
