"""One file for each script: its options, its work and its messages. Other packages do not import it."""
