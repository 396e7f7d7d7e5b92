"""What can be done to a draft without the wizard, one command a function."""
