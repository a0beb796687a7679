"""Emergencies: what cannot wait for a question, and who is called until somebody comes."""
