"""An archive judged overnight: what is read, in which parts it is done and kept, what it comes to."""
