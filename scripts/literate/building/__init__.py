"""Run the whole build. Imports: all packages except commands."""
