"""How residents apply for cards and lose them, and how the desk issues and blocks them."""
