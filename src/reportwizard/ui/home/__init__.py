"""What is before a report: the list of reports, a new one, a page that is brought in."""
