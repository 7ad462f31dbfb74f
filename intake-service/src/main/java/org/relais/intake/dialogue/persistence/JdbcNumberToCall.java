package org.relais.intake.dialogue.persistence;

import java.util.Optional;
import java.util.UUID;
import org.relais.intake.dialogue.Emergencies;
import org.relais.intake.territory.Territories;
import org.relais.intake.vault.NumberToCall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcNumberToCall implements NumberToCall {

    private final JdbcClient database;
    private final Territories territories;

    JdbcNumberToCall(JdbcClient database, Territories territories) {
        this.database = database;
        this.territories = territories;
    }

    @Override
    public Optional<String> of(UUID requesterId) {
        return database.sql(
                        "SELECT jurisdiction_id, service_code, description FROM service_request WHERE requester_id = ?")
                .param(requesterId)
                .query((row, number) -> {
                    String service = row.getString("service_code");
                    String words = row.getString("description");
                    return territories
                            .find(row.getString("jurisdiction_id"))
                            .flatMap(territory -> Emergencies.number(service, words, territory));
                })
                .optional()
                .flatMap(found -> found);
    }
}
