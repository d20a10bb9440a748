"""Read, write, hash and lock files. This package does not depend on lessons."""
