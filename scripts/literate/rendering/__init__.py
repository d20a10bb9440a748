"""Render the stage into a site with MkDocs. Imports: reading, files, translating.safety."""
