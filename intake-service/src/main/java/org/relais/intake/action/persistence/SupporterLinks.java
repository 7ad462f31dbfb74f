package org.relais.intake.action.persistence;

import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.vault.PersonalLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the link whenever it is asked for: like every key, it is derived and stored nowhere. */
@Component
class SupporterLinks implements PersonalLinks {

    private final JdbcClient database;
    private final Derivations derivations;
    private final String publicUrl;

    SupporterLinks(JdbcClient database, Derivations derivations, @Value("${relais.public-url}") String publicUrl) {
        this.database = database;
        this.derivations = derivations;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    @Override
    public Optional<String> of(UUID requesterId) {
        return database.sql("""
            SELECT filed.tracking_code FROM supporter JOIN service_request filed ON filed.id = supporter.request_id
            WHERE supporter.requester_id = ? AND supporter.left_at IS NULL
            """)
                .param(requesterId)
                .query((row, number) -> new TrackingCode(row.getString(1)))
                .optional()
                .map(code -> publicUrl + "/suivi/" + code + "/cle/"
                        + derivations.supporterToken(requesterId).value());
    }
}
