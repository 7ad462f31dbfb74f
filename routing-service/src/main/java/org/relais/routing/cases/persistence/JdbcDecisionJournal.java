package org.relais.routing.cases.persistence;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.WrittenTogether;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.Correction;
import org.relais.routing.cases.DecisionJournal;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Proof;
import org.relais.routing.rules.Decision;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** One row for each first decision, with the reason as it was given then; and who proved responsible. */
@Repository
class JdbcDecisionJournal implements DecisionJournal {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String INSERT = """
        insert into routing_decision (case_id, request_id, jurisdiction_id, service, area, channel, rule_id,
            rule_row, territory_version, code, department, reason, decided_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
        on conflict (case_id) do nothing
        """;

    /**
     * Only where it is another than before, with the service by then. Dated by when it is known here, later than what was known before:
     * a department may say only now what it did days ago, and who learned since then didn't know.
     */
    private static final String PROVED = """
        insert into proved_responsible (case_id, at, department, service)
        select d.case_id,
            greatest(now.at, (select max(p.at) + interval '1 microsecond' from proved_responsible p
                where p.case_id = d.case_id)),
            now.department, d.service
        from routing_decision d, (select cast(? as timestamptz) as at, cast(? as text) as department) now
        where d.case_id = ? and (? or d.code <> ? or d.correction is not null)
            and not exists (
                select from (select p.department, p.service from proved_responsible p where p.case_id = d.case_id
                    order by p.at desc limit 1) last
                where last.department is not distinct from now.department and last.service = d.service)
        """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final WrittenTogether<Opened> opened = new WrittenTogether<>(this::insert);

    JdbcDecisionJournal(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void opened(CaseFile file, Instant at) {
        opened.add(new Opened(file, at));
    }

    private void insert(List<Opened> decisions) {
        jdbc.batchUpdate(
                INSERT, decisions.stream().map(JdbcDecisionJournal::row).toList());
    }

    private static @Nullable Object[] row(Opened decision) {
        CaseFile file = decision.file();
        return new @Nullable Object[] {
            file.id(),
            file.current().requestId(),
            file.request().jurisdictionId(),
            file.request().serviceCode(),
            file.area(),
            file.request().channel(),
            file.reason().ruleId(),
            file.reason().ruleRow(),
            file.reason().territoryVersion(),
            file.reason().code(),
            file.current().department(),
            JSON.writeValueAsString(file.reason()),
            decision.at().atOffset(ZoneOffset.UTC)
        };
    }

    @Override
    public void changed(CaseFile after, Effect.Applied applied, Instant at) {
        boolean follows = after.current().mergedInto() != null;
        if (!follows && applied.steps().stream().anyMatch(step -> isOfTheRules(step.event()))) {
            decideAnew(after, at);
        }
        if (applied.steps().stream().anyMatch(step -> saysService(step.event()))) {
            named(after);
        }
        applied.steps().stream()
                .map(Effect.Step::event)
                .filter(CaseEvent.CaseResolved.class::isInstance)
                .map(CaseEvent.CaseResolved.class::cast)
                .forEach(resolved -> ended(after, resolved.resolution().settled() == Outcome.NOT_OURS));
        Correction.in(applied).ifPresent(correction -> corrected(after, applied, correction));
        Proof.in(applied).ifPresent(proof -> proved(after, proof));
    }

    private void corrected(CaseFile after, Effect.Applied applied, Correction correction) {
        boolean named = applied.steps().stream().anyMatch(step -> namesService(step.event()));
        opened.flush();
        jdbc.update(
                """
                update routing_decision set corrected_to = ?, service = coalesce(?, service),
                    correction = coalesce(correction, ?)
                where case_id = ?
                """,
                after.current().department(),
                named ? after.request().serviceCode() : null,
                correction.word(),
                after.id());
    }

    private void proved(CaseFile after, Proof proof) {
        opened.flush();
        jdbc.update(
                PROVED,
                clock.instant().atOffset(ZoneOffset.UTC),
                proof == Proof.OPEN ? null : after.current().department(),
                after.id(),
                proof != Proof.TAKEN_UP,
                Decision.BY_WORDS);
    }

    private void ended(CaseFile file, boolean notOurs) {
        opened.flush();
        jdbc.update(
                "update routing_decision set not_ours = ? where case_id = ? and not_ours <> ?",
                notOurs,
                file.id(),
                notOurs);
    }

    /** What it is about may become known only while somebody has it: what they prove is proved of that. */
    private void named(CaseFile file) {
        opened.flush();
        jdbc.update(
                "update routing_decision set service = ? where case_id = ? and service = ''",
                file.request().serviceCode(),
                file.id());
    }

    private static boolean saysService(CaseEvent event) {
        return event instanceof CaseEvent.InformationReceived received && received.serviceCode() != null;
    }

    private static boolean namesService(CaseEvent event) {
        return event instanceof CaseEvent.ServiceRequestRouted routed && routed.serviceCode() != null;
    }

    private static boolean isOfTheRules(CaseEvent event) {
        return event instanceof CaseEvent.ServiceRequestRouted routed
                && (routed.cause() == CaseEvent.Cause.RULE || routed.cause() == CaseEvent.Cause.WORDS);
    }

    /** The rules were asked once more, knowing what and where: it is this decision that may prove wrong. */
    private void decideAnew(CaseFile file, Instant at) {
        opened.flush();
        jdbc.update(
                """
                update routing_decision set service = ?, area = ?, rule_id = ?, rule_row = ?, territory_version = ?,
                    code = ?, department = ?, reason = ?::jsonb, decided_at = ?
                where case_id = ?
                """,
                file.request().serviceCode(),
                file.area(),
                file.reason().ruleId(),
                file.reason().ruleRow(),
                file.reason().territoryVersion(),
                file.reason().code(),
                file.current().department(),
                JSON.writeValueAsString(file.reason()),
                at.atOffset(ZoneOffset.UTC),
                file.id());
    }

    private record Opened(CaseFile file, Instant at) {}
}
