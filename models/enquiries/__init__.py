"""Enquiries 咨询, suggestions 建议 and praise 表扬: one table, a flow for each kind."""
