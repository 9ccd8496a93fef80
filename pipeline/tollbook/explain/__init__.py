"""The room ``explain``: why an article was read as it was.

`gather.explanation` takes a document that walked through all rooms and gathers, for each value, the words that it was read
from, the rule, its cues, and the alternatives that lost with why they lost. `as_text` shows that to a person, `as_json` to
a program. Nothing here decides anything: what lost is found by asking the rules of the rooms again without what won.
"""
