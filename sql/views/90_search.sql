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
found AS MATERIALIZED (
    SELECT p.stem, p.content_id, p.occurs, d.length
    FROM (SELECT stem, content_id, occurs FROM @table(postings) WHERE stem IN (FROM terms)) p
    JOIN @table(search_documents) d ON d.content_id = p.content_id
    JOIN @table(articles) a ON a.content_id = p.content_id
    WHERE (source IS NULL OR d.source = source)
        AND (since IS NULL OR d.published_date >= since::DATE)
        AND (until IS NULL OR d.published_date <= until::DATE)
),
weights AS (
    SELECT stem, ln(1 + ((SELECT count(*) FROM @table(articles)) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM found GROUP BY stem
),
ranked AS (
    SELECT
        f.content_id,
        sum(w.weight * f.occurs * 2.2 / (f.occurs + 1.2 * (0.25 + 0.75 * f.length / m.mean))) AS score,
        count(*) AS terms
    FROM found f
    JOIN weights w ON w.stem = f.stem
    CROSS JOIN (SELECT greatest(avg(length), 1) AS mean FROM @table(search_documents)) m
    GROUP BY f.content_id
),
-- Only where there are phrases, and there only what has all the words, is text looked at.
candidates AS MATERIALIZED (
    SELECT r.content_id, c.text_id, concat_ws(' ', c.title, c.summary) AS head
    FROM ranked r JOIN @table(contents) c ON c.content_id = r.content_id
    WHERE (SELECT count(*) FROM phrases) > 0 AND r.terms = (SELECT count(*) FROM terms)
),
side_by_side AS (
    SELECT r.content_id
    FROM candidates r
    JOIN @table(texts) t ON t.text_id = r.text_id
    JOIN phrases p ON contains(
        ' ' || regexp_replace(lower(strip_accents(r.head || ' ' || t.text)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ',
        p.phrase
    )
    GROUP BY r.content_id
    HAVING count(*) = (SELECT count(*) FROM phrases)
),
best AS MATERIALIZED (
    SELECT content_id, score
    FROM ranked
    WHERE (SELECT count(*) FROM phrases) = 0 OR content_id IN (SELECT content_id FROM side_by_side)
    ORDER BY score DESC, content_id
    LIMIT top
)
SELECT a.article_id, a.source, c.published_date, c.title, a.url, b.score
FROM best b
JOIN @table(articles) a ON a.content_id = b.content_id
JOIN @table(contents) c ON c.content_id = b.content_id
ORDER BY b.score DESC, a.article_id;
