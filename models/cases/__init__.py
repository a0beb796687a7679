"""Cases: what every kind of request has in common."""
