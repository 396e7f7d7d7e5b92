"""Bringing a finished report to its reader."""
