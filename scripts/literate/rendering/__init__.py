"""The stage becomes a site, with MkDocs. Imports: reading, files, the safety of translating."""
