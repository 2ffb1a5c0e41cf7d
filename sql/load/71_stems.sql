-- The words in the table `tokens` (token, number: what stands between white space) that are new.
CREATE OR REPLACE TEMP TABLE token_words AS
SELECT number, unnest(regexp_extract_all(token, '[\p{L}\p{N}]+')) AS word FROM tokens;

INSERT INTO store.words
SELECT word, @stem(word)
FROM (SELECT DISTINCT word FROM token_words WHERE word NOT IN @stop) n
ANTI JOIN store.words USING (word);
