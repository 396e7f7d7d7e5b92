"""The text of a draft file: tables, a report from them and back, older formats, damaged files."""
