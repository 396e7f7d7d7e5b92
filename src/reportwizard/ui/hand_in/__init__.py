"""The way of a finished report to its reader."""
