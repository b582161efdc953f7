"""Photos and rights: who made a picture, who must be named, what may be done."""
