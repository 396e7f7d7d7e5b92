"""What must not stand in a report that everybody can read."""
