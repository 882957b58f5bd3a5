"""The values that flow from room to room: frozen, without input or output, without third parties."""
