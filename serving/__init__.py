"""For other programs: the operations of the command line over MCP and HTTP, with no logic of their own."""
