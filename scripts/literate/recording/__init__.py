"""What runs gave, kept as files, and whether it still stands. Imports: running, reading."""
