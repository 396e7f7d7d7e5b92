"""The last mile: a finished report on its way into a portal, to its readers, and back."""
