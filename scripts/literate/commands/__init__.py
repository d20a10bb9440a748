"""Implement each script in one module: options, work and messages. Other packages do not import it."""
