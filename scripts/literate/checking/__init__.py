"""Compare every statement of the pages with the results of the code. Imports: all packages above."""
