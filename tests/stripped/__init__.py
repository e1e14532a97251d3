"""Stripped copy: an article with the words taken out that say who speaks, to see what attrib then flags."""
