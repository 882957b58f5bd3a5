"""Pictures of an article: found or fetched, known by their content, and made fit for e-books."""
