"""What goes out: a neutral document, and a writer for each format."""
