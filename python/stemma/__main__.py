"""`python -m stemma` is the command `stemma`."""
from stemma.command import main

main()
