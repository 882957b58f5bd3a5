"""Work spread over processes and attempts."""
