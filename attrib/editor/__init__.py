"""A language server for editors: findings as diagnostics, a statement's source on hover, waivers as quick fixes.

Its one library, pygls, is an extra: `pip install 'attrib[lsp]'`. What does not need it stands in modules of its own.
"""
