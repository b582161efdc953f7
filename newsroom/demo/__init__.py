"""The demo newsroom: pages written and photos drawn for trying the software out."""
