"""Compare translations with their originals, and compose the pages that readers see. Imports: reading."""
