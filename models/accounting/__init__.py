"""What the office's accounting exports becomes charges and payments, or is named as wrong."""
