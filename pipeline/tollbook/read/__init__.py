"""The room ``read``: files, folders, JSONL, CSV, HTML and standard input become articles.

`files.articles` is the way in; each kind of input has a module of its own. Every way yields an `Article` for what could
be read and an `InputError` for what could not, in the order of the input, so that one bad line never stops a batch.
"""
