package org.relais.intake.attachment.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.attachment.Attachment.Content;
import org.relais.intake.attachment.AttachmentStore;
import org.relais.intake.attachment.Attachments;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register of bytes and the rows that name them. A row's transaction holds the register's entries while the bytes are written,
 * so that a sweep, which takes an entry before it deletes bytes, can never delete what a row names.
 */
@Repository
class JdbcAttachments implements Attachments {

    private static final int MOST_TRIES = 5;

    private static final String REGISTER = """
        INSERT INTO attachment_content (digest) SELECT DISTINCT unnest(ARRAY[:digest, :thumbnail]) AS digest ORDER BY digest
        ON CONFLICT DO NOTHING
        """;

    private static final String INSERT = """
        INSERT INTO attachment (id, uploaded_at, digest, content_type, bytes, width, height,
            thumbnail_digest, thumbnail_type, thumbnail_bytes, thumbnail_width, thumbnail_height)
        VALUES (:id, :at, :digest, :type, :bytes, :width, :height,
            :thumbnail, :thumbnailType, :thumbnailBytes, :thumbnailWidth, :thumbnailHeight)
        """;

    private static final String TAKE_UNNAMED = """
        SELECT digest FROM attachment_content content
        WHERE NOT EXISTS (SELECT FROM attachment WHERE attachment.digest = content.digest)
            AND NOT EXISTS (SELECT FROM attachment WHERE attachment.thumbnail_digest = content.digest)
        LIMIT 1 FOR UPDATE SKIP LOCKED
        """;

    /** Asked again under the lock: a row may have come between looking and locking. */
    private static final String FORGET_UNNAMED = """
        DELETE FROM attachment_content content WHERE digest = ?
            AND NOT EXISTS (SELECT FROM attachment WHERE attachment.digest = content.digest)
            AND NOT EXISTS (SELECT FROM attachment WHERE attachment.thumbnail_digest = content.digest)
        """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final AttachmentStore store;

    JdbcAttachments(JdbcClient database, TransactionTemplate transaction, AttachmentStore store) {
        this.database = database;
        this.transaction = transaction;
        this.store = store;
    }

    @Override
    public void add(Attachment attachment, Instant uploadedAt, Writing bytes) throws IOException {
        for (int attempt = 1; ; attempt++) {
            register(attachment);
            try {
                insert(attachment, uploadedAt, bytes);
                return;
            } catch (DataIntegrityViolationException sweptMeanwhile) {
                if (attempt == MOST_TRIES) {
                    throw sweptMeanwhile;
                }
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
        }
    }

    private void register(Attachment attachment) {
        database.sql(REGISTER)
                .param("digest", attachment.picture().digest())
                .param("thumbnail", attachment.thumbnail().digest())
                .update();
    }

    private void insert(Attachment attachment, Instant uploadedAt, Writing bytes) {
        Content picture = attachment.picture();
        Content thumbnail = attachment.thumbnail();
        transaction.executeWithoutResult(status -> {
            database.sql(INSERT)
                    .param("id", attachment.id())
                    .param("at", uploadedAt.atOffset(ZoneOffset.UTC))
                    .param("digest", picture.digest())
                    .param("type", picture.contentType())
                    .param("bytes", picture.bytes())
                    .param("width", picture.width())
                    .param("height", picture.height())
                    .param("thumbnail", thumbnail.digest())
                    .param("thumbnailType", thumbnail.contentType())
                    .param("thumbnailBytes", thumbnail.bytes())
                    .param("thumbnailWidth", thumbnail.width())
                    .param("thumbnailHeight", thumbnail.height())
                    .update();
            try {
                bytes.write();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    @Override
    public Optional<Attachment> find(UUID id) {
        return database.sql("SELECT * FROM attachment WHERE id = ?")
                .param(id)
                .query((row, number) -> attachment(row))
                .optional();
    }

    @Override
    public Optional<Attachment> findPublic(UUID id) {
        return database.sql(
                        "SELECT * FROM attachment WHERE id = ? AND NOT EXISTS (SELECT FROM service_request filed WHERE"
                                + " filed.id = request_id AND filed.hidden)")
                .param(id)
                .query((row, number) -> attachment(row))
                .optional();
    }

    @Override
    public Optional<String> jurisdiction(UUID id) {
        return database.sql("SELECT filed.jurisdiction_id FROM attachment JOIN service_request filed"
                        + " ON filed.id = attachment.request_id WHERE attachment.id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    @Override
    public Map<UUID, Claim> claims(Collection<UUID> ids) {
        Map<UUID, Claim> claims = new HashMap<>();
        database.sql("SELECT id, request_id FROM attachment WHERE id = ANY (?::uuid[])")
                .param(texts(ids))
                .query(row -> {
                    UUID owner = row.getObject("request_id", UUID.class);
                    claims.put(row.getObject("id", UUID.class), owner == null ? new Claim.Free() : new Claim.By(owner));
                });
        return claims;
    }

    @Override
    public void discard(UUID id) {
        database.sql("DELETE FROM attachment WHERE id = ? AND request_id IS NULL")
                .param(id)
                .update();
    }

    @Override
    public void sweep(Instant unclaimedSince) throws IOException {
        database.sql("DELETE FROM attachment WHERE request_id IS NULL AND uploaded_at < ?")
                .param(unclaimedSince.atOffset(ZoneOffset.UTC))
                .update();
        sweepBytes();
    }

    @Override
    public void sweepBytes() throws IOException {
        try {
            while (Boolean.TRUE.equals(transaction.execute(status -> sweepNext()))) {
                // One transaction for each.
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private boolean sweepNext() {
        List<String> unnamed = database.sql(TAKE_UNNAMED).query(String.class).list();
        for (String digest : unnamed) {
            if (database.sql(FORGET_UNNAMED).param(digest).update() > 0) {
                try {
                    store.delete(digest);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
        return !unnamed.isEmpty();
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getObject("id", UUID.class),
                new Content(
                        row.getString("digest"),
                        row.getString("content_type"),
                        row.getLong("bytes"),
                        row.getInt("width"),
                        row.getInt("height")),
                new Content(
                        row.getString("thumbnail_digest"),
                        row.getString("thumbnail_type"),
                        row.getLong("thumbnail_bytes"),
                        row.getInt("thumbnail_width"),
                        row.getInt("thumbnail_height")));
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
