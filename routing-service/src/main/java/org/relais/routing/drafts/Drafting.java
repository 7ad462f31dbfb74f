package org.relais.routing.drafts;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.relais.platform.identifier.Identifiers;
import org.relais.routing.cases.PastRequests;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Remark;
import org.relais.routing.territory.RuleRow;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything one does with drafts. */
@Component
public class Drafting {

    private static final int LONGEST_TITLE = 200;
    private static final int LARGEST_TABLE = 50_000_000;

    private final Drafts drafts;
    private final TerritoryEditions editions;
    private final Territories territories;
    private final Responsibility responsibility;
    private final PastRequests past;
    private final Identifiers identifiers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Drafting(
            Drafts drafts,
            TerritoryEditions editions,
            Territories territories,
            Responsibility responsibility,
            PastRequests past,
            Identifiers identifiers,
            TransactionTemplate transaction,
            Clock clock) {
        this.drafts = drafts;
        this.editions = editions;
        this.territories = territories;
        this.responsibility = responsibility;
        this.past = past;
        this.identifiers = identifiers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What was asked for, or why not. */
    public sealed interface Answer<T> {
        record Done<T>(T value) implements Answer<T> {}

        record No<T>(Refusal reason, List<Remark> remarks) implements Answer<T> {}
    }

    /** Why a draft can't be made, changed or published. */
    public enum Refusal {
        TERRITORY_UNKNOWN,
        DRAFT_NOT_FOUND,
        /** It was published or discarded. */
        DRAFT_CLOSED,
        /** Somebody else changed it meanwhile. */
        DRAFT_CHANGED,
        /** Another version is in force than the one it was made from. */
        DRAFT_OUTDATED,
        /** It has errors. */
        DRAFT_INVALID,
        /** It says what is in force. */
        DRAFT_UNCHANGED,
        TITLE_MISSING("title"),
        TITLE_TOO_LONG("title"),
        TITLE_NULL_CHARACTER("title", NullCharacter.CODE),
        RULES_TOO_LARGE("rules"),
        RULES_NULL_CHARACTER("rules", NullCharacter.CODE),
        /** In what its author wrote on publishing it. */
        NOTE_NULL_CHARACTER("note", NullCharacter.CODE),
        CASE_NOT_FOUND,
        /** A rule needs a service to be about. */
        SERVICE_MISSING("service"),
        DEPARTMENT_UNKNOWN("department"),
        /** The row that was wrong isn't there any more, or no longer takes such requests. */
        RULE_GONE,
        /** The table lacks a column that the row needs. */
        COLUMN_MISSING;

        private final String field;
        private final String code;

        Refusal() {
            this("");
        }

        Refusal(String field) {
            this.field = field;
            this.code = name().toLowerCase(Locale.ROOT);
        }

        Refusal(String field, String code) {
            this.field = field;
            this.code = code;
        }

        /** What of what was sent is meant; empty where it is the draft as a whole. */
        public String field() {
            return field;
        }

        /** The same fault has the same, whichever field it is in. */
        public String code() {
            return code;
        }
    }

    /** The newest changes first, each without its table. */
    public List<Draft> latest(String jurisdictionId, int limit) {
        return drafts.latest(jurisdictionId, limit);
    }

    public Optional<Draft> find(String jurisdictionId, UUID id) {
        return drafts.find(jurisdictionId, id);
    }

    /** @param rules null: those in force */
    public Answer<Draft> start(String jurisdictionId, String title, @Nullable String rules, String by) {
        return start(jurisdictionId, title, rules, null, by);
    }

    private Answer<Draft> start(
            String jurisdictionId, String title, @Nullable String rules, Draft.@Nullable Mends mends, String by) {
        Optional<Refusal> objection = objection(title, rules == null ? "" : rules);
        if (objection.isPresent()) {
            return no(objection.get());
        }
        return editions.inForce(jurisdictionId)
                .<Answer<Draft>>map(edition -> {
                    String table = rules == null ? edition.files().getOrDefault(TerritoryEditions.RULES, "") : rules;
                    return add(jurisdictionId, edition.version(), title, table, mends, by);
                })
                .orElseGet(() -> no(Refusal.TERRITORY_UNKNOWN));
    }

    /**
     * A draft of a table that was made from an earlier version, an experiment's for example. It is as outdated as the table is, so
     * that nothing that was published since is undone unseen.
     */
    public Answer<Draft> startFrom(String jurisdictionId, long basedOn, String title, String rules, String by) {
        String fitting = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
        Optional<Refusal> objection = objection(fitting, rules);
        if (objection.isPresent()) {
            return no(objection.get());
        }
        return add(jurisdictionId, basedOn, fitting, rules, null, by);
    }

    private Answer<Draft> add(
            String jurisdictionId, long basedOn, String title, String rules, Draft.@Nullable Mends mends, String by) {
        Instant now = clock.instant();
        Draft draft = new Draft(
                identifiers.next(),
                jurisdictionId,
                basedOn,
                title.strip(),
                rules,
                Draft.Status.OPEN,
                1,
                by,
                now,
                by,
                now,
                null,
                mends);
        drafts.add(draft);
        return new Answer.Done<>(draft);
    }

    /** Whether another version is in force than the one an open draft was made from. */
    public boolean isOutdated(Draft draft) {
        return draft.status() == Draft.Status.OPEN
                && territories
                        .current(draft.jurisdictionId())
                        .filter(territory -> draft.basedOn() < territory.version())
                        .isPresent();
    }

    /** What was published since a draft was begun, so that its author can take it in, or mean to undo it. */
    public Optional<Meanwhile> meanwhile(Draft draft) {
        return editions.inForce(draft.jurisdictionId())
                .map(inForce -> new Meanwhile(
                        inForce.version(),
                        editions.edition(draft.jurisdictionId(), draft.basedOn())
                                .map(from -> editions.compare(rules(from), rules(inForce)))
                                .orElse(List.of())));
    }

    /**
     * @param version the one in force
     * @param rows those in which its rules differ from the ones the draft was made from
     */
    public record Meanwhile(long version, List<TerritoryEditions.ChangedRow> rows) {
        public Meanwhile {
            rows = List.copyOf(rows);
        }
    }

    private static String rules(TerritoryEditions.Edition edition) {
        return edition.files().getOrDefault(TerritoryEditions.RULES, "");
    }

    /**
     * Starts an outdated draft anew: its table as it is, from the version in force.
     *
     * @param version the version whose changes its author has seen; refused where yet another one is in force
     */
    public Answer<Draft> renew(String jurisdictionId, UUID id, long revision, long version, String by) {
        Optional<Draft> found = drafts.find(jurisdictionId, id);
        Optional<Refusal> closed = closed(found);
        if (closed.isPresent()) {
            return no(closed.get());
        }
        Draft draft = found.orElseThrow();
        boolean seen = editions.inForce(jurisdictionId)
                .filter(inForce -> inForce.version() == version)
                .isPresent();
        if (!seen) {
            return no(Refusal.DRAFT_OUTDATED);
        }
        return drafts.change(id, revision, version, draft.title(), draft.rules(), by, clock.instant())
                ? new Answer.Done<>(drafts.find(jurisdictionId, id).orElseThrow())
                : no(Refusal.DRAFT_CHANGED);
    }

    /** An outdated draft stays so: {@link #renew} starts it anew from the version in force. */
    public Answer<Draft> change(String jurisdictionId, UUID id, long revision, String title, String rules, String by) {
        Optional<Draft> found = drafts.find(jurisdictionId, id);
        Optional<Refusal> objection = closed(found).or(() -> objection(title, rules));
        if (objection.isPresent()) {
            return no(objection.get());
        }
        return drafts.change(id, revision, found.orElseThrow().basedOn(), title.strip(), rules, by, clock.instant())
                ? new Answer.Done<>(drafts.find(jurisdictionId, id).orElseThrow())
                : no(Refusal.DRAFT_CHANGED);
    }

    /** Why a draft can't be worked on, if it can't. */
    private static Optional<Refusal> closed(Optional<Draft> found) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.DRAFT_NOT_FOUND);
        }
        return found.get().status() == Draft.Status.OPEN ? Optional.empty() : Optional.of(Refusal.DRAFT_CLOSED);
    }

    public Answer<Draft> discard(String jurisdictionId, UUID id, String by) {
        return drafts.find(jurisdictionId, id)
                .<Answer<Draft>>map(draft -> drafts.close(draft, Draft.Status.DISCARDED, 0L, by, clock.instant())
                        ? new Answer.Done<>(draft)
                        : no(Refusal.DRAFT_CLOSED))
                .orElseGet(() -> no(Refusal.DRAFT_NOT_FOUND));
    }

    /** What is wrong with a draft, or may not be meant. */
    public TerritoryEditions.Reading check(Draft draft, Locale language) {
        return editions.read(files(draft), 0, language);
    }

    /** Decides past requests by the draft and by what is in force. */
    public Answer<Simulation> simulate(Draft draft, int requests, int sample, Locale language) {
        return simulate(draft, check(draft, language), requests, sample);
    }

    /** @param reading the draft's own, as {@link #check} gave it */
    public Answer<Simulation> simulate(Draft draft, TerritoryEditions.Reading reading, int requests, int sample) {
        Optional<Territory> inForce = territories.current(draft.jurisdictionId());
        if (reading.territory().isEmpty()) {
            return new Answer.No<>(Refusal.DRAFT_INVALID, reading.remarks());
        }
        if (inForce.isEmpty()) {
            return no(Refusal.TERRITORY_UNKNOWN);
        }
        return new Answer.Done<>(Simulation.of(
                past.latest(draft.jurisdictionId(), requests),
                responsibility,
                DecisionBasis.of(inForce.get()),
                DecisionBasis.of(reading.territory().get()),
                sample));
    }

    /** Puts a draft in force: version, announcement, the draft's end and what it is to teach commit together. */
    public Answer<Long> publish(String jurisdictionId, UUID id, long revision, String note, String by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Answer<Long> answer = publishInTransaction(jurisdictionId, id, revision, note, by);
            if (answer instanceof Answer.No<Long>) {
                status.setRollbackOnly();
            }
            return answer;
        }));
    }

    private Answer<Long> publishInTransaction(String jurisdictionId, UUID id, long revision, String note, String by) {
        Optional<Draft> found = drafts.find(jurisdictionId, id);
        Optional<Refusal> closed = closed(found);
        if (closed.isPresent()) {
            return no(closed.get());
        }
        Draft draft = found.orElseThrow();
        if (draft.revision() != revision) {
            return no(Refusal.DRAFT_CHANGED);
        }
        if (NullCharacter.isIn(note)) {
            return no(Refusal.NOTE_NULL_CHARACTER);
        }
        String what = note.isBlank() ? draft.title() : draft.title() + " – " + note.strip();
        return switch (editions.publish(jurisdictionId, files(draft), draft.basedOn(), by, what)) {
            case TerritoryEditions.Result.Published published -> {
                Instant now = clock.instant();
                if (!drafts.close(draft, Draft.Status.PUBLISHED, published.version(), by, now)) {
                    yield no(Refusal.DRAFT_CHANGED);
                }
                Draft.Mends mends = draft.mends();
                if (mends != null) {
                    mendingRow(draft, mends)
                            .ifPresent(row ->
                                    drafts.learn(identifiers.next(), draft, mends, row.id(), published.version(), now));
                }
                yield new Answer.Done<>(published.version());
            }
            case TerritoryEditions.Result.Unchanged _ -> no(Refusal.DRAFT_UNCHANGED);
            case TerritoryEditions.Result.Stale _ -> no(Refusal.DRAFT_OUTDATED);
            case TerritoryEditions.Result.NoSuchVersion _ -> no(Refusal.TERRITORY_UNKNOWN);
            case TerritoryEditions.Result.Refused refused -> new Answer.No<>(Refusal.DRAFT_INVALID, refused.remarks());
        };
    }

    /** Whether there is such a case, of a territory that somebody watches over. */
    public boolean isOf(UUID caseId, Predicate<String> watched) {
        return past.ofCase(caseId)
                .filter(request -> watched.test(request.facts().jurisdictionId()))
                .isPresent();
    }

    /** The row that makes the change; a draft whose author took it out again teaches nothing. */
    private Optional<RuleRow> mendingRow(Draft draft, Draft.Mends mends) {
        List<RuleRow> rows = editions.rows(draft.rules()).stream()
                .filter(row -> row.gives(mends.service(), mends.area(), mends.toDepartment()))
                .toList();
        return rows.stream()
                .filter(row -> row.id().equals(mends.ruleId()))
                .findFirst()
                .or(() -> {
                    List<RuleRow> before = editions.rows(editions.rules(draft.jurisdictionId(), draft.basedOn())
                            .orElse(""));
                    return rows.stream().filter(row -> !before.contains(row)).findFirst();
                });
    }

    /** Makes what a person decided about a case the rule: an exception to the row that took the case. */
    public Answer<Draft> ruleFromCase(
            UUID caseId, String department, boolean onlyThisArea, @Nullable Visibility visibility, String by) {
        return past.ofCase(caseId)
                .map(request -> {
                    Decision now = territories
                            .current(request.facts().jurisdictionId())
                            .<Decision>map(territory -> territory.ruleBook().decide(request.facts()))
                            .orElse(null);
                    String before = now instanceof Decision.Routed routed ? routed.ruleId() : "";
                    return draftWithRow(
                            request.facts().jurisdictionId(),
                            request.facts().serviceCode(),
                            onlyThisArea ? request.area() : null,
                            before,
                            department,
                            visibility,
                            null,
                            by);
                })
                .orElseGet(() -> no(Refusal.CASE_NOT_FOUND));
    }

    /**
     * A draft that sends a service (in an area) to another department than the rule that is wrong so often.
     *
     * @param visibility whether anyone may look at such requests; null where that is to be as the rules say
     */
    public Answer<Draft> mend(
            String jurisdictionId, String ruleId, Draft.Mends mends, @Nullable Visibility visibility, String by) {
        return draftWithRow(
                jurisdictionId, mends.service(), mends.area(), ruleId, mends.toDepartment(), visibility, mends, by);
    }

    /**
     * @param wrong the row to which it is an exception; empty where no row takes such requests
     * @param visibility whether anyone may look at them; null where that is to be as the rules say: kept from the public where either row
     *     does, the one to which it is an exception or the one by which the department has such requests anyway
     */
    private Answer<Draft> draftWithRow(
            String jurisdictionId,
            String service,
            @Nullable String area,
            String wrong,
            String department,
            @Nullable Visibility visibility,
            Draft.@Nullable Mends mends,
            String by) {
        Optional<Territory> inForce = territories.current(jurisdictionId);
        if (inForce.isEmpty()) {
            return no(Refusal.TERRITORY_UNKNOWN);
        }
        Optional<Service> known = inForce.get().service(service);
        if (known.isEmpty()) {
            return no(Refusal.SERVICE_MISSING);
        }
        if (inForce.get().department(department).isEmpty()) {
            return no(Refusal.DEPARTMENT_UNKNOWN);
        }
        String table = editions.inForce(jurisdictionId)
                .map(edition -> edition.files().getOrDefault(TerritoryEditions.RULES, ""))
                .orElse("");
        List<RuleRow> rows = editions.rows(table);
        Optional<RuleRow> exceptionTo = rows.stream()
                .filter(row -> row.id().equals(wrong) && row.takes("service", service))
                .findFirst();
        if (exceptionTo.isEmpty() && (mends != null || !wrong.isEmpty())) {
            return no(Refusal.RULE_GONE);
        }
        ExceptionRow row = exceptionTo
                .map(taken -> ExceptionRow.to(taken, known.get(), area)
                        .meaning(rows.subList(rows.indexOf(taken) + 1, rows.size()).stream()
                                .filter(later -> later.gives(service, area, department))
                                .toList()))
                .orElseGet(() -> ExceptionRow.alone(
                        service, area, inForce.get().ruleBook().undecided(service)));
        String id = freeId(inForce.get(), service + (row.area() == null ? "" : "-" + row.area()) + "-" + department);
        Map<String, String> cells = new HashMap<>(Map.of("id", id, "department", department));
        for (String language : inForce.get().languages()) {
            cells.put(
                    "reason." + language, DraftTexts.reason(inForce.get(), service, row.area(), department, language));
        }
        ExceptionRow whole = (visibility == null ? row : row.seenBy(visibility)).with(cells);
        Optional<String> edited = whole.replaces()
                ? editions.withRuleInPlaceOf(table, wrong, whole.cells())
                : editions.withRule(table, wrong, whole.cells());
        return edited.map(rules -> start(jurisdictionId, id, rules, mends == null ? null : mends.by(whole), by))
                .orElseGet(() -> no(Refusal.COLUMN_MISSING));
    }

    private static String freeId(Territory territory, String wanted) {
        String base = wanted.length() > 70 ? wanted.substring(0, 70) : wanted;
        String id = base;
        for (int number = 2; isTaken(territory, id); number++) {
            id = base + "-" + number;
        }
        return id;
    }

    private static boolean isTaken(Territory territory, String id) {
        return territory.rules().stream().anyMatch(rule -> rule.id().equals(id));
    }

    /** The files of the version it was made from, with its own rules. */
    private Map<String, String> files(Draft draft) {
        Map<String, String> files = new HashMap<>(editions.edition(draft.jurisdictionId(), draft.basedOn())
                .map(TerritoryEditions.Edition::files)
                .orElse(Map.of()));
        files.put(TerritoryEditions.RULES, draft.rules());
        return files;
    }

    private static Optional<Refusal> objection(String title, String rules) {
        if (title.isBlank()) {
            return Optional.of(Refusal.TITLE_MISSING);
        }
        if (title.length() > LONGEST_TITLE) {
            return Optional.of(Refusal.TITLE_TOO_LONG);
        }
        if (NullCharacter.isIn(title)) {
            return Optional.of(Refusal.TITLE_NULL_CHARACTER);
        }
        if (NullCharacter.isIn(rules)) {
            return Optional.of(Refusal.RULES_NULL_CHARACTER);
        }
        return rules.length() > LARGEST_TABLE ? Optional.of(Refusal.RULES_TOO_LARGE) : Optional.empty();
    }

    private static <T> Answer<T> no(Refusal reason) {
        return new Answer.No<>(reason, List.of());
    }
}
