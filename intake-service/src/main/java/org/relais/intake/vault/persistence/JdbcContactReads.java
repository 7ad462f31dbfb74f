package org.relais.intake.vault.persistence;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.relais.intake.vault.ContactReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class JdbcContactReads implements ContactReads {

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    JdbcContactReads(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public void record(List<Read> reads) {
        if (reads.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> reads.forEach(this::insert));
    }

    private void insert(Read read) {
        database.sql("INSERT INTO contact_read (requester_id, request_id, caller, purpose, at) VALUES (?, ?, ?, ?, ?)")
                .param(read.requesterId())
                .param(read.requestId())
                .param(read.caller())
                .param(read.purpose().name().toLowerCase(Locale.ROOT))
                .param(read.at().atOffset(ZoneOffset.UTC))
                .update();
    }
}
