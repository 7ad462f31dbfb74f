package org.relais.platform.document;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The documents' table. */
final class DocumentStore {

    private static final String WANT = """
        INSERT INTO published_document AS d (key, wanted_version, wanted_digest) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET wanted_version = excluded.wanted_version, wanted_digest = excluded.wanted_digest
        WHERE d.wanted_version < excluded.wanted_version
        """;
    private static final String SWITCH = """
        UPDATE published_document SET version = ?, digest = ?, json = ?, fetched_at = now()
        WHERE key = ? AND (version IS NULL OR version < ?)
        """;

    private final JdbcTemplate jdbc;

    DocumentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Which version of a document is meant. */
    record Reference(String key, long version, String digest) {}

    void want(Reference wanted) {
        jdbc.update(WANT, wanted.key(), wanted.version(), wanted.digest());
    }

    void switchTo(PublishedDocument document) {
        jdbc.update(SWITCH, document.version(), document.digest(), document.json(), document.key(), document.version());
    }

    /** What was announced and isn't here. */
    List<Reference> missing() {
        return jdbc.query("""
            SELECT key, wanted_version, wanted_digest FROM published_document
            WHERE version IS NULL OR version < wanted_version ORDER BY key
            """, (row, n) -> new Reference(row.getString(1), row.getLong(2), row.getString(3)));
    }

    /** What is here, without the content. */
    List<Reference> present() {
        return jdbc.query(
                "SELECT key, version, digest FROM published_document WHERE version IS NOT NULL ORDER BY key",
                (row, n) -> new Reference(row.getString(1), row.getLong(2), row.getString(3)));
    }

    Optional<PublishedDocument> read(String key) {
        return jdbc
                .query(
                        "SELECT key, version, digest, json FROM published_document WHERE key = ? AND version IS NOT"
                                + " NULL",
                        (row, n) -> new PublishedDocument(
                                row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                        key)
                .stream()
                .findFirst();
    }
}
