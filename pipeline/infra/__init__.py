"""What the stages stand on: the store, processes, HTTP, ffmpeg, and an output that appears whole or not at all."""
