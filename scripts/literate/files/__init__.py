"""Reading and writing files: texts, digests, locks. Knows nothing of lessons."""
