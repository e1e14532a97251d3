"""A source-attribution checker for Indonesian news drafts: it asks of every statement, *kata siapa?*"""

__version__ = "0.1.0"
