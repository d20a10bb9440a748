"""How translations stand to their originals, and what their readers see. Imports: reading."""
