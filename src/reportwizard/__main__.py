"""`python -m reportwizard` does what `reportwizard` does."""

from reportwizard.cli import main

if __name__ == "__main__":
    main()
