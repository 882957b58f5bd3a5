"""An `Article` in, an `Edition` in another language out."""
