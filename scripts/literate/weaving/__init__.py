"""Pages and recordings become Markdown and notebooks. Imports: recording, translating, reading."""
