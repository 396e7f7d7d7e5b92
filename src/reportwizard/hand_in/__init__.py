"""Handing in: a finished report on its way into a portal, to its readers, and back."""
