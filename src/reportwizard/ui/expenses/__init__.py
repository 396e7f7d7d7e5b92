"""The list of expenses."""
