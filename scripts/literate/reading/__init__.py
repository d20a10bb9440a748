"""What authors write, as data: snippets, pages, words, terms. Imports: files, project."""
