package org.relais.routing.cases;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.routing.cases.ACase.DEPARTMENTS;
import static org.relais.routing.cases.ACase.FIXED;
import static org.relais.routing.cases.ACase.from;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs every command in every state and holds the approved page to what comes out. */
class LifecycleDocumentTest {

    private static final Path PAGE = Path.of("../docs/lifecycle.md");
    private static final String APPROVE = "lifecycle.approve";

    /** One row: a command in one of the situations that make a difference. */
    private record Row(String name, UnaryOperator<Case> situation, Function<Case, CaseCommand> command) {
        Row(String name, Function<Case, CaseCommand> command) {
            this(name, UnaryOperator.identity(), command);
        }
    }

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String page = page();
        if (Boolean.getBoolean(APPROVE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page);
    }

    @Test
    void everyStateAndEveryCommandIsOnThePage() {
        assertThat(states().stream().map(Case::state).map(Object::getClass).map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(leaves(CaseState.class));
        assertThat(rows().stream()
                        .map(row -> row.command()
                                .apply(ACase.routedTo("voirie"))
                                .getClass()
                                .getSimpleName())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(leaves(CaseCommand.class));
    }

    private static List<Case> states() {
        Case routed = ACase.routedTo("voirie");
        Case resolved = ACase.resolvedBy("voirie");
        Case contested = ACase.after(resolved, contest());
        return List.of(
                ACase.inTriage(),
                routed,
                ACase.after(routed, acknowledge(routed)),
                ACase.after(routed, new CaseCommand.ReportProgress(from("voirie"), Words.of("m"))),
                ACase.after(routed, ask(routed)),
                resolved,
                ACase.after(resolved, new CaseCommand.Confirm(0)),
                contested,
                ACase.after(contested, acknowledge(contested)),
                ACase.after(routed, new CaseCommand.Withdraw("e", Words.NONE)),
                ACase.split(),
                ACase.everyPartResolved(),
                ACase.after(ACase.everyPartResolved(), new CaseCommand.Confirm(0)));
    }

    private static List<Row> rows() {
        return List.of(
                new Row(
                        "add details",
                        before -> new CaseCommand.AddDetails("e", null, Words.of("m"), List.of(), List.of())),
                new Row("add what or where, and a rule decides", before -> ACase.detailsRuled("voirie", true)),
                new Row(
                        "add what or where, and a person has to decide for another reason",
                        before -> ACase.detailsRuled(null, true)),
                new Row(
                        "add what or where, after it was given away",
                        LifecycleDocumentTest::givenAway,
                        before -> ACase.detailsRuled("voirie", true)),
                new Row("join", before -> new CaseCommand.Join("e", Words.NONE)),
                new Row("withdraw", before -> new CaseCommand.Withdraw("e", Words.NONE)),
                new Row("confirm", before -> new CaseCommand.Confirm(0)),
                new Row("contest", before -> contest()),
                new Row("contest, the second time", LifecycleDocumentTest::contestedOnce, before -> contest()),
                new Row("contest what triage ended", LifecycleDocumentTest::endedInTriage, before -> contest()),
                new Row("acknowledge", LifecycleDocumentTest::acknowledge),
                new Row("ask", LifecycleDocumentTest::ask),
                new Row(
                        "report progress",
                        before -> new CaseCommand.ReportProgress(from(before.department()), Words.of("m"))),
                new Row("decline, another department proposed", before -> decline(before, "eau")),
                new Row("decline, nobody left", before -> decline(before, null)),
                new Row(
                        "decline, after three hops",
                        LifecycleDocumentTest::afterThreeHops,
                        before -> decline(before, "eau")),
                new Row("transfer", LifecycleDocumentTest::transfer),
                new Row(
                        "transfer, after three hops",
                        LifecycleDocumentTest::afterThreeHops,
                        LifecycleDocumentTest::transfer),
                new Row("resolve", before -> new CaseCommand.Resolve(from(before.department()), FIXED)),
                new Row("split", LifecycleDocumentTest::split),
                new Row("split, being a part", LifecycleDocumentTest::asPart, LifecycleDocumentTest::split),
                new Row("merge into one in progress", LifecycleDocumentTest::merge),
                new Row("merge, being a part", LifecycleDocumentTest::asPart, LifecycleDocumentTest::merge),
                new Row(
                        "merge into one in progress (triage)",
                        before -> new CaseCommand.MergeInTriage(ACase.anotherHeldBy("voirie"))),
                new Row("assign (triage)", before -> new CaseCommand.Assign("eau", Words.NONE, ACase.EXPECTED)),
                new Row("split (triage)", before -> ACase.splitInTriage()),
                new Row("split (triage), being a part", LifecycleDocumentTest::asPart, before -> ACase.splitInTriage()),
                new Row("resolve (triage)", before -> ACase.endedInTriage()));
    }

    private static String page() {
        return """
            # A case's life

            Derived from `CaseLifecycle` by `LifecycleDocumentTest`, which fails when this page and the code differ. To approve a change:
            `mvn -pl routing-service test -Dtest=LifecycleDocumentTest -Dlifecycle.approve=true`, then read the diff.

            A cell in **bold** says where the case stands afterwards, with the events in order; any other cell is the refusal's reason.
            Before the table, every department's command is checked: it must come from the department that has the case (else
            `case_not_found`), name the version it saw or none (else `stale_version`), and be complete (`message_missing`,
            `planned_for_missing` …). Each event but `SupportAdded`, `DeadlineNear` and `CaseSeparated` makes the case's version one higher.

            What a citizen does is refused with one of: %s. The last is for an outcome that is judged
            unseen. Who confirmed one may still contest it, as one that nobody has judged yet. Words are heard wherever a case stands, and so
            is what somebody has against an outcome that another contested first: whoever has the case by then reads it with the other's.

            Beside these, time passes. The clock of a case's date runs in the opening hours of the department that has it, and stands still
            in `awaiting_citizen` and from `resolved` on; a comment changes nothing about it. When it goes on, the date moves by the opening
            hours it stood still (`DeadlineSet`). Before the date the department is reminded (`DeadlineNear`); when it passes,
            `DeadlineMissed` is said once, and the case is raised step by step along the territory's chain (`CaseEscalated`). None of them
            changes the status, and `DeadlineNear` not even the version. Who hands a case on doesn't start its clock anew; a date on which the
            department that gets it is closed moves to their next opening, and the event that gives it says so. What waits in triage for longer
            than the territory wants anything to is raised to the operator, once each time it comes there (`CaseEscalated`, `triage_overdue`).

            A case that is merged into another of its department's has no clock of its own and takes no command (`case_merged`): it goes through
            what that one goes through, except what concerns that one's requester alone (`InformationRequested`, `InformationReceived`, `CaseConfirmed`,
            `CaseContested` …). As long as it waits for an answer its date is that one's (`DeadlineSet`, `DeadlineMissed`); whose attention is called
            to a date that passed is said of that one alone (`CaseEscalated`). Its own requester's acts stay its own; who contests is heard on their
            own again, and so is everybody (`CaseSeparated`, told to the department only, no new version) once the other is withdrawn: then the date
            is its own again.

            A case that is split stands for its parts from then on: no department has it, it has no clock, and its status is that of all
            parts where they stand alike, else `awaiting_citizen` where one waits for the requester, else `in_progress` (`PartsChanged`).
            What its requester does is decided on it and passed on to the parts; a part's question is asked once, of the whole
            (`InformationRequested`), and once each part has an outcome, so does the whole (`CaseResolved`). A part is a case like any,
            but is neither split again nor merged, and two parts don't ask at once (`question_already_open`).

            What waits in triage a person there assigns, merges, splits, or ends with an outcome for which nobody has work done (else
            `outcome_needs_department`). No department has what was ended so: who contests it is heard in triage again, the first time already.

            Where no rule knew what it is about, and the requester's words were asked for want of anything better, a rule decides in their place once the
            requester names the service, as long as the department has done nothing about it: who has it may be another then, the date stands.

            %s
            ```mermaid
            stateDiagram-v2
            %s```
            """.formatted(refusals(), table(), diagram());
    }

    private static String refusals() {
        Set<String> reasons = new TreeSet<>();
        for (Case state : states()) {
            Stream<Effect> judged = Stream.of(
                            new CaseCommand.Confirm(1), new CaseCommand.Contest("e", 1, Words.of("m")))
                    .map(unseen -> CaseLifecycle.decide(state, unseen, DEPARTMENTS));
            Stream<Effect> done = rows().stream()
                    .filter(row -> row.command().apply(state) instanceof CaseCommand.CitizenFact)
                    .map(row -> decide(row, state));
            Stream.concat(judged, done).forEach(effect -> {
                if (effect instanceof Effect.Refused refused) {
                    reasons.add("`" + refused.reason().code() + "`");
                }
            });
        }
        return String.join(", ", reasons);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| command |");
        states().forEach(state -> table.append(' ').append(column(state)).append(" |"));
        table.append("\n|---|").append("---|".repeat(states().size())).append('\n');
        for (Row row : rows()) {
            table.append("| ").append(row.name()).append(" |");
            states().forEach(state -> table.append(' ').append(cell(row, state)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private static String column(Case state) {
        return switch (state.state()) {
            case CaseState.PartsOpen _ -> "split";
            case CaseState.PartsResolved _ -> "split, every part resolved";
            case CaseState.PartsConfirmed _ -> "split, confirmed";
            default -> state.status().word();
        };
    }

    private static String cell(Row row, Case state) {
        return switch (decide(row, state)) {
            case Effect.Applied applied ->
                "**" + applied.after().status().word() + "**<br>"
                        + applied.steps().stream()
                                .map(step -> step.event().type())
                                .collect(joining("<br>"));
            case Effect.Refused refused -> refused.reason().code();
        };
    }

    private static String diagram() {
        Map<String, Set<String>> edges = new TreeMap<>();
        edges.computeIfAbsent("[*] --> routed", edge -> new TreeSet<>()).add("ServiceRequestRouted");
        edges.computeIfAbsent("[*] --> awaiting_triage", edge -> new TreeSet<>())
                .add("RoutingDeferred");
        for (Row row : rows()) {
            for (Case state : states()) {
                if (state.state() instanceof CaseState.InParts) {
                    continue;
                }
                if (decide(row, state) instanceof Effect.Applied applied) {
                    String from = state.status().word();
                    for (Effect.Step step : applied.steps()) {
                        String to = step.after().status().word();
                        if (!from.equals(to)) {
                            edges.computeIfAbsent(from + " --> " + to, edge -> new TreeSet<>())
                                    .add(step.event().type());
                        }
                        from = to;
                    }
                }
            }
        }
        StringBuilder diagram = new StringBuilder();
        edges.forEach((edge, events) -> diagram.append("    ")
                .append(edge)
                .append(": ")
                .append(String.join(", ", events))
                .append('\n'));
        diagram.append("    confirmed --> [*]\n    withdrawn --> [*]\n");
        return diagram.toString();
    }

    private static Effect decide(Row row, Case state) {
        Case before = row.situation().apply(state);
        return CaseLifecycle.decide(before, row.command().apply(before), DEPARTMENTS);
    }

    private static Case contestedOnce(Case before) {
        Case.Journey way = before.journey();
        return with(
                before,
                new Case.Journey(way.hops(), way.gaveAway(), 1, way.supporters(), way.runnersUp(), way.expectedAt()));
    }

    private static Case givenAway(Case before) {
        Case.Journey way = before.journey();
        return with(
                before,
                new Case.Journey(
                        way.hops(),
                        Set.of("eau"),
                        way.contests(),
                        way.supporters(),
                        way.runnersUp(),
                        way.expectedAt()));
    }

    /** No department, where the case has its outcome. */
    private static Case endedInTriage(Case before) {
        return switch (before.state()) {
            case CaseState.Resolved resolved ->
                with(before, new CaseState.Resolved(null, resolved.resolution(), resolved.sinceVersion()));
            case CaseState.Confirmed confirmed -> with(before, new CaseState.Confirmed(null, confirmed.sinceVersion()));
            default -> before;
        };
    }

    private static Case afterThreeHops(Case before) {
        Case.Journey way = before.journey();
        return with(
                before,
                new Case.Journey(
                        CaseLifecycle.MOST_HOPS,
                        way.gaveAway(),
                        way.contests(),
                        way.supporters(),
                        way.runnersUp(),
                        way.expectedAt()));
    }

    private static Case with(Case before, Case.Journey journey) {
        return new Case(
                before.caseId(), before.requestId(), before.version(), before.state(), journey, before.mergedInto());
    }

    private static Case with(Case before, CaseState state) {
        return new Case(
                before.caseId(), before.requestId(), before.version(), state, before.journey(), before.mergedInto());
    }

    private static Case asPart(Case before) {
        return new Case(
                ACase.QUESTION,
                before.requestId(),
                before.version(),
                before.state(),
                before.journey(),
                before.mergedInto());
    }

    private static CaseCommand split(Case before) {
        return ACase.splitBy(before.department());
    }

    private static CaseCommand merge(Case before) {
        Case into = ACase.anotherHeldBy("voirie");
        return new CaseCommand.Merge(from(before.department()), into.caseId(), into);
    }

    private static CaseCommand contest() {
        return new CaseCommand.Contest("e", 0, Words.of("m"));
    }

    private static CaseCommand acknowledge(Case before) {
        return new CaseCommand.Acknowledge(from(before.department()), Words.NONE);
    }

    private static CaseCommand ask(Case before) {
        return new CaseCommand.Ask(from(before.department()), new Question(ACase.QUESTION, Words.of("m")));
    }

    private static CaseCommand decline(Case before, @Nullable String proposed) {
        return new CaseCommand.Decline(from(before.department()), Words.of("m"), proposed);
    }

    private static CaseCommand transfer(Case before) {
        return new CaseCommand.Transfer(from(before.department()), "eau", Words.of("m"));
    }

    private static List<String> leaves(Class<?> sealed) {
        List<String> leaves = new ArrayList<>();
        Stream.of(sealed.getPermittedSubclasses()).forEach(type -> {
            if (type.isSealed()) {
                leaves.addAll(leaves(type));
            } else if (type.isRecord()) {
                leaves.add(type.getSimpleName());
            }
        });
        return leaves.stream().distinct().toList();
    }
}
