"""Dialogs that ask for text, or for one thing out of several."""
