"""Store the outputs of lessons in files, and check that they are current. Imports: running, reading."""
