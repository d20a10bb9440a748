"""The build from start to end. Imports: all of the above."""
