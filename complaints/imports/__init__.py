"""Legacy records into cases: a mapping says how, `running.run` does it.

    mapping = read_mapping(text)
    report = run(batch, sources, by=user, now=now)

reading > converting > staging are row by row and in bounded memory; planning, writing
and merging are statements over the staged rows, all in one transaction.
"""
