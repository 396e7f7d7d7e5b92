"""A terminal wizard for the final report of a Wikimedia Rapid Fund grant."""

__version__ = "0.1.0"
