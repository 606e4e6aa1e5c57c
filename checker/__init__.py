"""Guidance and consistency checker."""
