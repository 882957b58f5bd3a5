"""Where an article comes from: a file, standard input or an address; its bytes, kind, encoding and text."""
