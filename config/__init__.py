"""How the project is assembled: settings, addresses, the entry point of the web server, health."""
