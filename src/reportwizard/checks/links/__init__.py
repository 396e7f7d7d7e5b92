"""Checks of the links in a report."""
