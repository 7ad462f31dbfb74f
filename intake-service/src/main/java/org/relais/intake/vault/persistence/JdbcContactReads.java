package org.relais.intake.vault.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.relais.intake.vault.ContactReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcContactReads implements ContactReads {

    private final JdbcClient database;

    JdbcContactReads(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void record(UUID requesterId, String caller, Purpose purpose, Instant at) {
        database.sql("INSERT INTO contact_read (requester_id, caller, purpose, at) VALUES (?, ?, ?, ?)")
                .param(requesterId)
                .param(caller)
                .param(purpose.name().toLowerCase(Locale.ROOT))
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
