"""The same run on Apache Spark: pure functions go over Arrow batches, keys are joined in SQL, rows are the same.

    files ─read─▶ documents ─annotate─▶ what linking reads of each ─▶ copies, versions │ stories, entities │ events

`session` opens Spark, `reading` and `annotating` work document by document, `texts` joins texts that share words,
`telling` makes stories and entities (on the driver) and events (story by story), `running` puts them in order and
writes the tables. Nothing here is imported before a run asks for Spark: PySpark is an extra.
"""
