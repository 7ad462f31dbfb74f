package org.relais.intake.attachment.persistence;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.relais.intake.attachment.AttachmentClaims;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAttachmentClaims implements AttachmentClaims {

    /** In one order, so that two transactions can't wait for each other. */
    private static final String LOCK =
            "SELECT id FROM attachment WHERE id = ANY (?::uuid[]) AND request_id IS NULL ORDER BY id FOR UPDATE";

    private static final String CLAIM = """
        UPDATE attachment SET request_id = ?, requester_id = ?, place = array_position(?::uuid[], id)
        WHERE id = ANY (?::uuid[])
        """;

    private final JdbcClient database;

    JdbcAttachmentClaims(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Set<UUID> lockFree(Collection<UUID> ids) {
        return new HashSet<>(
                database.sql(LOCK).param(texts(ids)).query(UUID.class).list());
    }

    @Override
    public void claim(List<Claim> claims) {
        for (Claim claim : claims) {
            String[] ids = texts(claim.ids());
            database.sql(CLAIM)
                    .param(claim.requestId())
                    .param(claim.requesterId())
                    .param(ids)
                    .param(ids)
                    .update();
        }
    }

    @Override
    public void release(UUID requestId, UUID requesterId) {
        database.sql("DELETE FROM attachment WHERE request_id = ? AND requester_id = ?")
                .param(requestId)
                .param(requesterId)
                .update();
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
