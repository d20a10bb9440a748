"""Parse the authors' snippets, pages, words and terms into data. Imports: files, project."""
