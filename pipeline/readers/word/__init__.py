"""Word documents: opened with care, turned into HTML, and compared with what they said."""
