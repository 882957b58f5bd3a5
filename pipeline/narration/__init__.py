"""Pages in, a `Timeline` out."""
