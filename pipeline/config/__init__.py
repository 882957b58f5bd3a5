"""Settings, and the engines that there are."""
