"""What the services share: the contracts between them and the kit each is built from."""
