"""The rooms that turn one article into editions that can be read, heard, and read while heard."""
