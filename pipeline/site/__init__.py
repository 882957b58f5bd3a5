"""What is published as a whole: the index, the feeds' state, the static layout, a server to look at it."""
