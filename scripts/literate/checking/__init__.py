"""Everything that pages say, held against what the code gives. Imports: all of the above."""
