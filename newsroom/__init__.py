"""The switchboard: settings, addresses, and what needs both apps."""
