"""`python -m trackrecord` is the command line."""

from trackrecord.cli import main

main()
