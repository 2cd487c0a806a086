"""What scheduling does, one function per use case."""
