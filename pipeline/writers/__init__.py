"""Values in, bytes of the published files out."""
