"""Plain text that was pasted: out of portals and news pages, mail, PDF files and Project Gutenberg."""
