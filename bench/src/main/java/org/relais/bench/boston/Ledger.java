package org.relais.bench.boston;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.relais.e2e.guarantee.History.Published;
import org.relais.event.catalogue.Topics;

/**
 * Every row accounted for: what was filed, what was refused and why, what was routed or put off, nothing lost and nothing doubled.
 */
final class Ledger {

    private final int rows;
    private final Map<String, Integer> refused;
    private final Set<String> filed;
    private final Map<String, Set<String>> submissions = new HashMap<>();
    private final Map<String, Set<String>> routings = new HashMap<>();
    private final Map<String, String> departmentOf = new HashMap<>();
    private final Set<String> deferred = new HashSet<>();

    /**
     * @param refused rows that were not taken, by reason
     * @param filed ids of the requests in intake's database
     */
    Ledger(int rows, Map<String, Integer> refused, Set<String> filed, List<Published> published) {
        this.rows = rows;
        this.refused = new TreeMap<>(refused);
        this.filed = Set.copyOf(filed);
        published.forEach(this::enter);
    }

    private void enter(Published event) {
        if (event.topic().equals(Topics.INTAKE_SERVICE_REQUESTS.name())
                && event.type().equals("ServiceRequestSubmitted")) {
            submissions
                    .computeIfAbsent(event.requestId(), any -> new HashSet<>())
                    .add(event.eventId());
        } else if (event.topic().equals(Topics.ROUTING_SERVICE_REQUESTS.name())) {
            if (event.type().equals("ServiceRequestRouted")) {
                routings.computeIfAbsent(event.requestId(), any -> new HashSet<>())
                        .add(event.eventId());
                departmentOf.put(event.requestId(), event.department());
            } else if (event.type().equals("RoutingDeferred")) {
                deferred.add(event.requestId());
            }
        }
    }

    /** Whether every request that was filed has been routed or put off. */
    boolean isSettled() {
        return filed.stream().allMatch(id -> routings.containsKey(id) || deferred.contains(id));
    }

    int refusedRows() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Department the request was routed to; empty if it waits in triage. */
    String departmentOf(String requestId) {
        return departmentOf.getOrDefault(requestId, "");
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("rows %,d = filed %,d + refused %,d".formatted(rows, filed.size(), refusedRows()));
        refused.forEach((reason, count) -> lines.add("  refused %,d: %s".formatted(count, reason)));
        lines.add("filed %,d = routed %,d + deferred to triage %,d"
                .formatted(filed.size(), routings.size(), deferred.size()));
        lines.add("submitted on Kafka %,d, each by one event id".formatted(submissions.size()));
        return lines;
    }

    /** What doesn't balance; empty if all is well. */
    List<String> breaches() {
        var breaches = new ArrayList<String>();
        if (rows != filed.size() + refusedRows()) {
            breaches.add("%d rows, but %d filed and %d refused".formatted(rows, filed.size(), refusedRows()));
        }
        if (filed.size() != routings.size() + deferred.size()) {
            breaches.add("%d filed, but %d routed and %d deferred"
                    .formatted(filed.size(), routings.size(), deferred.size()));
        }
        filed.stream()
                .filter(id -> !submissions.containsKey(id))
                .forEach(id -> breaches.add("request " + id + " was filed and is not on Kafka"));
        submissions.keySet().stream()
                .filter(id -> !filed.contains(id))
                .forEach(id -> breaches.add("request " + id + " is on Kafka and was not filed"));
        doubled(submissions, "submitted", breaches);
        doubled(routings, "routed", breaches);
        routings.keySet().stream()
                .filter(deferred::contains)
                .forEach(id -> breaches.add("request " + id + " was routed and deferred"));
        return breaches;
    }

    private static void doubled(Map<String, Set<String>> events, String what, List<String> breaches) {
        events.forEach((id, eventIds) -> {
            if (eventIds.size() > 1) {
                breaches.add("request " + id + " was " + what + " by " + eventIds.size() + " events");
            }
        });
    }
}
