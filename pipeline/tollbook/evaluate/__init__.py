"""The room ``evaluate``: how well records agree with annotations, and with the records of an earlier run.

It works on records as plain data, so that saved ones can be measured too. `collections` reads public collections,
`gold` the project's own corpus; `figures` counts; `measures` turns counts into figures with intervals; `table` shows
them; `compare` sets two runs side by side; `floors` says what must hold. `drafts` compiles what annotators write into
gold; `agreement` and `disagreements` set two annotations side by side.
"""
