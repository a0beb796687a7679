"""Enquiries, suggestions and praise: told by residents, answered by the office."""
