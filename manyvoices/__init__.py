"""What a wheel installs: the one name of this project among other people's packages; `cli` and `pipeline` lie within."""
