"""The pages of an open report."""
