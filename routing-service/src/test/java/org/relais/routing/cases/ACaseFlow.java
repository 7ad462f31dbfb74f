package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Territories;

/** What becomes of cases of one test, in memory: the rules give each to the department {@code voirie}, and no timer fires by itself. */
public final class ACaseFlow {

    private static final int WORKING_DAYS = 10;

    private final CasesInMemory cases = new CasesInMemory();
    private final List<Told> told = new ArrayList<>();
    private final Map<UUID, Instant> timers = new HashMap<>();
    private final CaseFlow flow;

    /** @param expectedAt by when the rules say that it will be answered */
    public ACaseFlow(Territories territories, Instant expectedAt) {
        flow = new CaseFlow(
                cases,
                new Commands(),
                (requestId, facts, changes) -> Optional.of(toRoads(expectedAt)).filter(changes),
                (jurisdictionId, ruleId, row) -> null,
                territories,
                new Announced(),
                new SetTimers());
    }

    /** @param what name of an event, or why an act was refused */
    public record Told(UUID caseId, String what) {}

    public CaseFlow flow() {
        return flow;
    }

    public CaseFile file(UUID caseId) {
        return cases.find(caseId).orElseThrow();
    }

    /** Wakes a case, and sets its timer by what it finds then, as a timer that fires does. */
    public void wake(UUID caseId, Instant now) {
        flow.wake(caseId, now);
        flow.nextWake(caseId).ifPresentOrElse(next -> timers.put(caseId, next), () -> timers.remove(caseId));
    }

    /** When a case is to be woken; empty where it isn't. */
    public Optional<Instant> timer(UUID caseId) {
        return Optional.ofNullable(timers.get(caseId));
    }

    /** What the world was told since {@link #forget}. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    public void forget() {
        told.clear();
    }

    private static Decision toRoads(Instant expectedAt) {
        return new Decision.Routed(
                "voirie",
                "r1",
                null,
                1,
                Map.of(),
                Map.of(),
                List.of(),
                null,
                WORKING_DAYS,
                expectedAt,
                Priority.NORMAL,
                Visibility.PUBLIC);
    }

    private final class Announced implements Announcements {

        @Override
        public void happened(
                CaseFile after,
                @Nullable Case before,
                Effect.Applied applied,
                Status ofTheRequest,
                @Nullable String commandId,
                Instant at) {
            applied.steps()
                    .forEach(step -> told.add(new Told(after.id(), step.event().type())));
        }

        @Override
        public void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at) {
            told.add(new Told(file.id(), type + " refused: " + reason.code()));
        }

        @Override
        public void changed(CaseFile file, String change, Words text, Instant at) {
            told.add(new Told(file.id(), change));
        }
    }

    private static final class Commands implements CommandLog {

        private final Map<String, Answered> answered = new HashMap<>();

        @Override
        public void claim(String department, String commandId) {
            // Nobody else commands here.
        }

        @Override
        public Optional<Answered> find(String department, String commandId) {
            return Optional.ofNullable(answered.get(commandId));
        }

        @Override
        public void add(String department, String commandId, Answered answer, Instant at) {
            answered.put(commandId, answer);
        }
    }

    private final class SetTimers implements Timers {

        @Override
        public void start(UUID caseId, Instant at) {
            timers.put(caseId, at);
        }

        @Override
        public void move(UUID caseId, Instant at) {
            timers.put(caseId, at);
        }

        @Override
        public void stop(UUID caseId) {
            timers.remove(caseId);
        }
    }
}
