package org.relais.intake.pages.persistence;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.DraftKey;
import org.relais.intake.pages.Drafts;
import org.relais.intake.pages.Step;
import org.relais.intake.vault.InstallationSecret;
import org.relais.intake.vault.Sealing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drafts hold contact details before anything is asked of us, so the database can't read them: they are sealed under the key that
 * only the person's browser holds, and found by a name derived from it.
 */
@Repository
class JdbcDrafts implements Drafts {

    private final JdbcClient database;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Sealing sealing = new Sealing(new SecureRandom());

    JdbcDrafts(JdbcClient database) {
        this.database = database;
    }

    /** As it is written down. */
    private record Sheet(Map<String, List<String>> fields, List<String> answered) {}

    @Override
    public Optional<Kept> find(DraftKey key) {
        return database.sql("SELECT sealed, tracking_code FROM filing_draft WHERE id = ?")
                .param(idOf(key))
                .query((row, number) -> kept(row.getString("tracking_code"), row.getBytes("sealed"), key))
                .optional()
                .flatMap(kept -> kept);
    }

    @Override
    public void save(DraftKey key, Draft draft, Instant at) {
        Sheet sheet = new Sheet(
                draft.fields(),
                draft.answered().stream().map(Step::name).sorted().toList());
        byte[] id = idOf(key);
        byte[] sealed = sealing.seal(sealingKeyOf(key), json.writeValueAsBytes(sheet), id);
        database.sql("INSERT INTO filing_draft (id, sealed, changed_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
                        + " SET sealed = excluded.sealed, changed_at = excluded.changed_at"
                        + " WHERE filing_draft.tracking_code IS NULL")
                .params(id, sealed, time(at))
                .update();
    }

    @Override
    public void filed(DraftKey key, TrackingCode code, Instant at) {
        database.sql("UPDATE filing_draft SET sealed = NULL, tracking_code = ?, changed_at = ? WHERE id = ?")
                .params(code.toString(), time(at), idOf(key))
                .update();
    }

    @Override
    public void forget(DraftKey key) {
        database.sql("DELETE FROM filing_draft WHERE id = ?").param(idOf(key)).update();
    }

    @Override
    public void forgetUnchangedSince(Instant before) {
        database.sql("DELETE FROM filing_draft WHERE changed_at < ?")
                .param(time(before))
                .update();
    }

    @Override
    public String idempotencyKey(DraftKey key) {
        return HexFormat.of().formatHex(derived(key, "idempotency-key"));
    }

    private Optional<Kept> kept(@Nullable String code, byte @Nullable [] sealed, DraftKey key) {
        if (code != null) {
            return TrackingCode.parse(code).map(Kept.Filed::new);
        }
        if (sealed == null) {
            return Optional.empty();
        }
        Sheet sheet = json.readValue(sealing.open(sealingKeyOf(key), sealed, idOf(key)), Sheet.class);
        Set<Step> answered = EnumSet.noneOf(Step.class);
        for (Step step : Step.values()) {
            if (sheet.answered().contains(step.name())) {
                answered.add(step);
            }
        }
        return Optional.of(new Kept.Open(new Draft(new LinkedHashMap<>(sheet.fields()), answered)));
    }

    private static byte[] idOf(DraftKey key) {
        return derived(key, "draft-id");
    }

    private static byte[] sealingKeyOf(DraftKey key) {
        return derived(key, "draft-seal");
    }

    private static byte[] derived(DraftKey key, String purpose) {
        byte[] bytes = Base64.getUrlDecoder().decode(key.value().getBytes(StandardCharsets.US_ASCII));
        return new InstallationSecret(bytes).derive(purpose);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
