package org.relais.intake.channel.persistence;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.relais.intake.vault.Unkept;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UnkeptOfContacts implements Unkept {

    private final JdbcClient database;

    UnkeptOfContacts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<String> of(UUID requesterId) {
        return database.sql("""
            SELECT contact.left_out_why FROM received_contact contact
            JOIN service_request filed ON filed.id = contact.request_id
            WHERE filed.requester_id = ? AND contact.outcome = 'filed' AND contact.left_out_why <> ''
            """).param(requesterId).query(String.class).list().stream()
                .flatMap(codes -> Arrays.stream(codes.split(" ")))
                .distinct()
                .toList();
    }
}
