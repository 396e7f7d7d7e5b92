"""Checks of the amounts of a report, and of its list of expenses."""
