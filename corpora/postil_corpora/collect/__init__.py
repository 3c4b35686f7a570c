"""Takes real work in: from git repositories, from hosts, from packages."""
