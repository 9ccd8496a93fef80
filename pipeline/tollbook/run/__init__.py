"""The room ``run``: many articles in one go.

`batch.extract` reads inputs, annotates them with as many workers as asked for, and writes records and rejects; what comes
out does not depend on the number of workers. `pretty` shows records as a table, `output` writes files whole or not at all.
"""
