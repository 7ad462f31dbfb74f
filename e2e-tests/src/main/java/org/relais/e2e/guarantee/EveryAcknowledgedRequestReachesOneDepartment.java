package org.relais.e2e.guarantee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.relais.e2e.guarantee.History.Filed;
import org.relais.e2e.guarantee.History.Published;

/**
 * What was acknowledged to a citizen is with exactly one department, or waits in triage with a reason, and each part of it that was
 * split as well; and nothing is with a department that nobody filed.
 *
 * <p>Legal: filed, submitted, routed to voirie and assigned on its topic; filed, submitted, deferred; the same with any of these events published again under
 * its own id; filed, routed to voirie, declined, routed to proprete; filed, routed by its words to voirie, said more of, routed by a rule to proprete;
 * filed, routed to voirie, split into a part for voirie and one for proprete.
 *
 * <p>Illegal: filed and nothing more; filed and submitted twice under different event ids; routed to voirie and, by another event
 * with nothing that moves it between, to proprete; routed to voirie, which takes part by Kafka, and not on its topic; routed without having been filed; assigned on two departments' topics at once without a split.
 */
public final class EveryAcknowledgedRequestReachesOneDepartment implements Guarantee {

    private static final Set<String> MOVES = Set.of(
            "CaseTransferred",
            "ResponsibilityDeclined",
            "CaseContested",
            "CaseReopened",
            "InformationReceived",
            "RoutingDeferred");

    @Override
    public List<String> breaches(History history) {
        var breaches = new ArrayList<String>();
        Map<String, List<Published>> byRequest = new HashMap<>();
        for (Published record : once(history)) {
            byRequest
                    .computeIfAbsent(record.requestId(), _ -> new ArrayList<>())
                    .add(record);
        }
        var filed = new HashSet<String>();
        for (Filed filing : history.filed()) {
            var records = byRequest.getOrDefault(filing.requestId(), List.of());
            filed.add(filing.requestId());
            check(filing.requestId(), records, breaches);
            for (String department : notTold(records, history.departmentsOnKafka())) {
                breaches.add(
                        "request " + filing.requestId() + " was routed to " + department + " and isn't on its topic");
            }
        }
        byRequest.forEach((requestId, records) -> {
            if (!filed.contains(requestId) && count(records, "ServiceRequestSubmitted") == 0) {
                breaches.add("request " + requestId + " is on Kafka and was never filed");
            }
        });
        return breaches;
    }

    @Override
    public String witness(History history) {
        var records = once(history);
        return "%,d filed, %,d submitted, %,d routed, %,d deferred"
                .formatted(
                        history.filed().size(),
                        count(records, "ServiceRequestSubmitted"),
                        count(records, "ServiceRequestRouted"),
                        count(records, "RoutingDeferred"));
    }

    private static void check(String requestId, List<Published> records, List<String> breaches) {
        if (count(records, "ServiceRequestSubmitted") != 1) {
            breaches.add("request " + requestId + " was acknowledged and submitted "
                    + count(records, "ServiceRequestSubmitted") + " times");
        }
        if (count(records, "ServiceRequestRouted") + count(records, "RoutingDeferred") == 0) {
            breaches.add("request " + requestId + " was acknowledged and reached nobody");
        }
        byCase(records).forEach((caseId, own) -> {
            if (routedTwiceWithoutAMove(own)) {
                breaches.add("case " + caseId + " of request " + requestId
                        + " was routed twice with nothing that moved it between");
            }
            if (holders(own).size() > 1) {
                breaches.add("case " + caseId + " of request " + requestId + " is with " + holders(own) + " at once");
            }
        });
    }

    private static Map<String, List<Published>> byCase(List<Published> records) {
        return records.stream().collect(Collectors.groupingBy(Published::caseId));
    }

    private static boolean routedTwiceWithoutAMove(List<Published> records) {
        boolean routed = false;
        for (Published record : inRoutingOrder(records)) {
            if (record.type().equals("ServiceRequestRouted")) {
                if (routed) {
                    return true;
                }
                routed = true;
            } else if (MOVES.contains(record.type())) {
                routed = false;
            }
        }
        return false;
    }

    private static List<Published> inRoutingOrder(List<Published> records) {
        return records.stream()
                .filter(record -> record.topic().equals("routing.service-requests.v1"))
                .sorted(Comparator.comparingLong(Published::sequence))
                .toList();
    }

    /** Departments on whose topic the case was assigned more often than it was taken away. */
    private static Set<String> holders(List<Published> records) {
        Map<String, Integer> balance = new HashMap<>();
        for (Published record : records) {
            switch (record.type()) {
                case "CaseAssigned" -> balance.merge(record.department(), 1, Integer::sum);
                case "CaseUnassigned" -> balance.merge(record.department(), -1, Integer::sum);
                case String _ -> {}
            }
        }
        var holders = new HashSet<String>();
        balance.forEach((department, held) -> {
            if (held > 0) {
                holders.add(department);
            }
        });
        return holders;
    }

    /** Departments it was routed to that take part by Kafka and never read of it there. */
    private static Set<String> notTold(List<Published> records, Set<String> onKafka) {
        var departments = new HashSet<String>();
        records.stream()
                .filter(record -> record.type().equals("ServiceRequestRouted") && onKafka.contains(record.department()))
                .forEach(record -> departments.add(record.department()));
        records.stream()
                .filter(record -> record.type().equals("CaseAssigned")
                        && record.topic().equals("department." + record.department() + ".requests.v1"))
                .forEach(record -> departments.remove(record.department()));
        return departments;
    }

    private static long count(List<Published> records, String type) {
        return records.stream().filter(record -> record.type().equals(type)).count();
    }

    /** Each event once, whatever the number of times it was published. */
    private static List<Published> once(History history) {
        var seen = new HashSet<String>();
        return history.published().stream()
                .filter(record -> record.sequence() > 0)
                .filter(record -> seen.add(record.topic() + "/" + record.eventId()))
                .toList();
    }
}
