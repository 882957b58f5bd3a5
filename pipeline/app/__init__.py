"""The use cases: what each command does, put together from the stages."""
