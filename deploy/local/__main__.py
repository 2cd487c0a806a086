"""`python -m deploy.local`, which `./studio` runs."""

from deploy.local.cli import main

main()
