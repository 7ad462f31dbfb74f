package org.relais.intake.action.persistence;

import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.EditToken;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.vault.PersonalLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a link whenever it is asked for: like every key, it is derived and stored nowhere. */
@Component
class DerivedLinks implements PersonalLinks {

    private final JdbcClient database;
    private final Derivations derivations;
    private final String publicUrl;

    DerivedLinks(JdbcClient database, Derivations derivations, @Value("${relais.public-url}") String publicUrl) {
        this.database = database;
        this.derivations = derivations;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    @Override
    public Optional<String> ofRequester(UUID requesterId) {
        return database.sql("SELECT id, tracking_code FROM service_request WHERE requester_id = ?")
                .param(requesterId)
                .query((row, number) ->
                        link(row.getString("tracking_code"), derivations.editToken(row.getObject("id", UUID.class))))
                .optional();
    }

    @Override
    public Optional<String> ofSupporter(UUID requesterId) {
        return database.sql("""
            SELECT filed.tracking_code FROM supporter JOIN service_request filed ON filed.id = supporter.request_id
            WHERE supporter.requester_id = ? AND supporter.left_at IS NULL
            """)
                .param(requesterId)
                .query((row, number) -> link(row.getString("tracking_code"), derivations.supporterToken(requesterId)))
                .optional();
    }

    private String link(String code, EditToken key) {
        return publicUrl + "/suivi/" + new TrackingCode(code) + "/cle/" + key.value();
    }
}
