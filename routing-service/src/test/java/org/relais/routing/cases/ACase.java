package org.relais.routing.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.CaseCommand.Sender;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;

/** Cases to begin a test with. */
final class ACase {

    static final UUID ID = UUID.fromString("01970000-0000-7000-8000-000000000001");
    static final UUID QUESTION = UUID.fromString("01970000-0000-7000-8000-000000000002");
    static final UUID PART = UUID.fromString("01970000-0000-7000-8000-000000000004");
    static final UUID OTHER_PART = UUID.fromString("01970000-0000-7000-8000-000000000005");
    static final Instant EXPECTED = Instant.parse("2026-12-07T17:00:00Z");
    static final Set<String> DEPARTMENTS = Set.of("voirie", "proprete", "eclairage", "espaces-verts", "eau");
    static final Resolution FIXED = new Resolution(Outcome.FIXED, Words.of("C’est réparé."), null, Words.NONE);

    private ACase() {}

    /** @param serviceCode empty where the requester names none */
    static FiledRequest filed(String serviceCode, Instant at) {
        return new FiledRequest(
                ID,
                "e1",
                "valmont",
                "K7QF-29MD",
                serviceCode,
                "web",
                Words.of("Un trou"),
                null,
                List.of(),
                List.of(),
                new UUID(0, 1).toString(),
                "named",
                Set.of(),
                "fr",
                at);
    }

    static Case routedTo(String department, String... runnersUp) {
        Reason reason = new Reason(
                "r1",
                1,
                "rule_matched",
                Map.of(),
                Map.of(),
                List.of(runnersUp).stream()
                        .map(code -> new Reason.RunnerUp("r-" + code, code))
                        .toList());
        return CaseLifecycle.route(ID, department, reason, EXPECTED).after();
    }

    static Case inTriage() {
        return CaseLifecycle.defer(ID, new Reason("", 1, "no_rule_matches", Map.of(), Map.of(), List.of()))
                .after();
    }

    /**
     * The requester says what it is about, and the rules were asked again.
     *
     * @param department null where they leave it to a person
     */
    static CaseCommand.AddDetails detailsRuled(@Nullable String department, boolean news) {
        Reason reason = department == null
                ? new Reason("", 1, "no_location_for_area_rule", Map.of(), Map.of(), List.of())
                : new Reason("r1", 1, "rule_matched", Map.of(), Map.of(), List.of());
        return new CaseCommand.AddDetails("e1", null, Words.of("1"), List.of(), List.of(), "pothole", null, null)
                .with(new CaseCommand.Ruling(
                        department,
                        reason,
                        news,
                        department == null ? null : EXPECTED,
                        Priority.NORMAL,
                        Visibility.PUBLIC,
                        null));
    }

    static Case resolvedBy(String department) {
        return after(routedTo(department), new CaseCommand.Resolve(from(department), FIXED));
    }

    /** About the same matter, by another person, and in progress. */
    static Case anotherHeldBy(String department) {
        UUID id = UUID.fromString("01970000-0000-7000-8000-000000000003");
        Case routed = CaseLifecycle.route(
                        id, department, new Reason("r1", 1, "rule_matched", Map.of(), Map.of(), List.of()), EXPECTED)
                .after();
        return after(routed, new CaseCommand.ReportProgress(from(department), Words.of("En cours.")));
    }

    static CaseCommand.Split splitBy(@Nullable String department) {
        return new CaseCommand.Split(
                from(department),
                List.of(
                        new CaseCommand.NewPart(PART, "eclairage", Words.of("Remplacer le lampadaire")),
                        new CaseCommand.NewPart(OTHER_PART, "voirie", Words.of("Dégager la chaussée"))));
    }

    static CaseCommand.SplitInTriage splitInTriage() {
        return new CaseCommand.SplitInTriage(
                splitBy("voirie").parts(), Map.of("eclairage", EXPECTED, "voirie", EXPECTED.minusSeconds(86_400)));
    }

    static CaseCommand.ResolveInTriage endedInTriage() {
        return new CaseCommand.ResolveInTriage(
                new Resolution(Outcome.NOTHING_TO_DO, Words.of("Tout est en ordre."), null, Words.NONE));
    }

    /** In the hands of two departments. */
    static Case split() {
        return after(routedTo("voirie"), splitBy("voirie"));
    }

    /** Both parts have an outcome. */
    static Case everyPartResolved() {
        return after(split(), part(PART, Outcome.FIXED), part(OTHER_PART, Outcome.PLANNED));
    }

    static Part part(UUID id, @Nullable Outcome outcome) {
        Resolution resolution = outcome == null ? null : new Resolution(outcome, Words.of("Fait."), null, Words.NONE);
        Status status = outcome == null ? Status.ROUTED : Status.RESOLVED;
        return new Part(id, "eclairage", Words.of("Faire"), status, EXPECTED, resolution);
    }

    /** A split request after its parts came to stand so. */
    static Case after(Case whole, Part... parts) {
        Case current = whole;
        for (CaseEvent event : CaseLifecycle.ofTheWhole(whole, List.of(parts), List.of())) {
            current = current.after(event);
        }
        return current;
    }

    static Sender from(@Nullable String department) {
        return new Sender(department == null ? "nobody" : department, null);
    }

    static Case after(Case before, CaseCommand... commands) {
        Case current = before;
        for (CaseCommand command : commands) {
            current = switch (CaseLifecycle.decide(current, command, DEPARTMENTS)) {
                case Effect.Applied applied -> applied.after();
                case Effect.Refused refused -> throw new AssertionError("refused: " + refused.reason());
            };
        }
        return current;
    }
}
