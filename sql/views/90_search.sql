-- Articles that match words, best first (BM25 over title, summary, body and captions; English
-- inflections and accents make no difference). "words in quotes" have to stand side by side.
-- Of a file attached under another name, `db` is that name: FROM b.search('words', db := 'b').
CREATE OR REPLACE MACRO search(query, source := NULL, since := NULL, until := NULL, top := 100, db := NULL) AS TABLE
WITH terms AS MATERIALIZED (
    SELECT DISTINCT md5_number_lower(@stem(word)) AS stem
    FROM (SELECT unnest(regexp_extract_all(lower(strip_accents(query)), '[\p{L}\p{N}]+')) AS word)
    WHERE word NOT IN @stop
),
phrases AS MATERIALIZED (
    SELECT ' ' || array_to_string(regexp_extract_all(phrase, '[\p{L}\p{N}]+'), ' ') || ' ' AS phrase
    FROM (SELECT unnest(regexp_extract_all(lower(strip_accents(query)), '"([^"]+)"', 1)) AS phrase)
),
-- Two ways to have large tables read in part: a subquery that has a condition of its own, be it
-- one that always holds, filters the scan row by row; and of an unnested list DuckDB expects few
-- rows, so that it hashes these and not the table.
hits AS MATERIALIZED (
    SELECT stem, content_id, occurs FROM @table(postings)
    WHERE stem IN (SELECT stem FROM terms WHERE stem % 1 = 0)
),
documents AS MATERIALIZED (
    SELECT d.content_id, d.length
    FROM @table(search_documents) d
    JOIN (SELECT unnest(list(DISTINCT content_id)) AS content_id FROM hits) USING (content_id)
    WHERE d.current
        AND (source IS NULL OR d.source = source)
        AND (since IS NULL OR d.published_date >= since::DATE)
        AND (until IS NULL OR d.published_date <= until::DATE)
),
found AS MATERIALIZED (SELECT h.stem, h.content_id, h.occurs, d.length FROM hits h JOIN documents d USING (content_id)),
size AS MATERIALIZED (
    SELECT count(*) AS documents, greatest(avg(length), 1) AS mean FROM @table(search_documents) d WHERE d.current
),
weights AS MATERIALIZED (
    SELECT stem, ln(1 + (any_value(z.documents) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM found CROSS JOIN size z GROUP BY stem
),
ranked AS MATERIALIZED (
    SELECT
        f.content_id,
        sum(w.weight * f.occurs * 2.2 / (f.occurs + 1.2 * (0.25 + 0.75 * f.length / z.mean))) AS score,
        count(*) AS terms
    FROM found f
    JOIN weights w ON w.stem = f.stem
    CROSS JOIN size z
    GROUP BY f.content_id
),
-- Only where there are phrases, and there only what has all the words, is text looked at.
candidates AS MATERIALIZED (
    SELECT content_id FROM ranked
    WHERE (SELECT count(*) FROM phrases) > 0 AND terms = (SELECT count(*) FROM terms)
),
heads AS MATERIALIZED (
    SELECT content_id, text_id, concat_ws(' ', title, summary) AS head
    FROM @table(contents) WHERE content_id IN (SELECT content_id FROM candidates WHERE content_id % 1 = 0)
),
side_by_side AS MATERIALIZED (
    SELECT h.content_id
    FROM heads h
    JOIN (SELECT text_id, text FROM @table(texts) WHERE text_id IN (SELECT text_id FROM heads WHERE text_id % 1 = 0)) t USING (text_id)
    JOIN phrases p ON contains(
        ' ' || regexp_replace(lower(strip_accents(h.head || ' ' || t.text)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ',
        p.phrase
    )
    GROUP BY h.content_id
    HAVING count(*) = (SELECT count(*) FROM phrases)
),
best AS MATERIALIZED (
    SELECT content_id, score
    FROM ranked
    WHERE (SELECT count(*) FROM phrases) = 0 OR content_id IN (FROM side_by_side)
    ORDER BY score DESC, content_id
    LIMIT top
)
SELECT
    a.article_id, a.source, a.published_date,
    CASE WHEN a.corrected['title'] IS NULL THEN c.title ELSE a.corrected['title'][1] END AS title,
    a.url, b.score
FROM best b
JOIN (
    SELECT x.article_id, x.content_id, x.source, x.url, x.published_date, x.corrected FROM @table(articles) x
    WHERE x.content_id IN (SELECT content_id FROM best WHERE content_id % 1 = 0)
) a USING (content_id)
JOIN (
    SELECT content_id, title FROM @table(contents)
    WHERE content_id IN (SELECT content_id FROM best WHERE content_id % 1 = 0)
) c USING (content_id)
ORDER BY b.score DESC, a.article_id;
