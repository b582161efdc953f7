"""Stories: writing, importing, checking, publishing and delivering them."""
