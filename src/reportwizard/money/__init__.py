"""Amounts: reading what people type, showing what readers expect."""
