"""One file for each script: its options, what it does and what it says. Nothing imports it."""
