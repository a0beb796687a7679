"""Whom an owner lets in: family, and proxies for named matters until a day."""
