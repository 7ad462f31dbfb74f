package org.relais.intake.vault.persistence;

import org.relais.intake.vault.InstallationSecret;
import org.relais.intake.vault.MasterKeys;
import org.relais.intake.vault.WrappedKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The installation's secret in the database, wrapped; made by whichever instance starts first. */
final class StoredInstallationSecret {

    private static final String BOUND_TO = "installation";

    private final JdbcClient database;
    private final MasterKeys masterKeys;

    StoredInstallationSecret(JdbcClient database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    InstallationSecret loadOrMake() {
        WrappedKey candidate = masterKeys.wrap(masterKeys.newKey(), BOUND_TO);
        database.sql("INSERT INTO installation_secret (id, master_key_id, wrapped) VALUES (1, ?, ?) ON CONFLICT DO"
                        + " NOTHING")
                .param(candidate.masterKeyId())
                .param(candidate.wrapped())
                .update();
        WrappedKey stored = stored();
        byte[] secret = masterKeys.unwrap(stored, BOUND_TO);
        if (!stored.masterKeyId().equals(masterKeys.currentId())) {
            rewrap(secret);
        }
        return new InstallationSecret(secret);
    }

    private WrappedKey stored() {
        return database.sql("SELECT master_key_id, wrapped FROM installation_secret WHERE id = 1")
                .query((row, number) -> new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped")))
                .single();
    }

    private void rewrap(byte[] secret) {
        WrappedKey wrapped = masterKeys.wrap(secret, BOUND_TO);
        database.sql("UPDATE installation_secret SET master_key_id = ?, wrapped = ? WHERE id = 1")
                .param(wrapped.masterKeyId())
                .param(wrapped.wrapped())
                .update();
    }
}
