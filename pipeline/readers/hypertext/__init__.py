"""HTML to pieces: the one walk that Markdown, web pages and Word documents share, and which part of a page is its article."""
