package org.relais.routing.drafts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.PastRequests.PastRequest;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DecisionBasis;

/**
 * What another edition would have done to past requests: each is decided by what is in force and by the other, on the same facts,
 * as routing itself decides: place and words included.
 * A department is empty where a person would have had to decide.
 *
 * @param hidden how many would be private that are public now
 * @param shown how many would be public that are private now
 * @param diff by department, the largest change first
 * @param moves from one department to another, the most frequent first
 * @param sample changed requests, of every move some
 * @param adjusted requests that would stay with their department, but with other days or another priority
 * @param adjustments of those some, of every change of a rule a few
 */
public record Simulation(
        int requests,
        int changed,
        int hidden,
        int shown,
        List<Share> diff,
        List<Move> moves,
        List<Changed> sample,
        int adjusted,
        List<Adjusted> adjustments) {

    private static final int SAMPLE_OF_A_MOVE = 3;

    /** How many requests a department has, and would have. */
    public record Share(String department, int before, int after) {}

    public record Move(String from, String to, int requests) {}

    /** One request that would have gone elsewhere, or by another rule; it names no person and quotes nobody. */
    public record Changed(
            String trackingCode,
            String service,
            @Nullable String area,
            String from,
            String to,
            String ruleBefore,
            String ruleAfter,
            Map<String, String> reason) {}

    /** One request that would stay where it is, but with other days or another priority. */
    public record Adjusted(
            String trackingCode,
            String service,
            @Nullable String area,
            String department,
            int workingDaysBefore,
            int workingDaysAfter,
            String priorityBefore,
            String priorityAfter,
            String ruleBefore,
            String ruleAfter) {}

    public Simulation {
        diff = List.copyOf(diff);
        moves = List.copyOf(moves);
        sample = List.copyOf(sample);
        adjustments = List.copyOf(adjustments);
    }

    static Simulation of(
            List<PastRequest> past,
            Responsibility responsibility,
            DecisionBasis inForce,
            DecisionBasis other,
            int sampleSize) {
        Map<String, int[]> shares = new TreeMap<>();
        Map<List<String>, Integer> moves = new HashMap<>();
        List<Changed> sample = new ArrayList<>();
        Map<List<String>, Integer> adjustedRules = new HashMap<>();
        List<Adjusted> adjustments = new ArrayList<>();
        int changed = 0;
        int adjusted = 0;
        int hidden = 0;
        int shown = 0;
        Responsibility then = responsibility.ifInForce(other.territory());
        for (PastRequest request : past) {
            Decision before = responsibility.decideAgain(inForce, request.facts(), request.taught());
            Decision after = then.decideAgain(other, request.facts(), request.taught());
            String from = department(before);
            String to = department(after);
            shares.computeIfAbsent(from, key -> new int[2])[0]++;
            shares.computeIfAbsent(to, key -> new int[2])[1]++;
            if (before.visibility() != after.visibility()) {
                hidden += after.visibility() == Visibility.PRIVATE ? 1 : 0;
                shown += after.visibility() == Visibility.PUBLIC ? 1 : 0;
            }
            if (!from.equals(to)) {
                changed++;
                int seen = moves.merge(List.of(from, to), 1, Integer::sum);
                if (seen <= SAMPLE_OF_A_MOVE && sample.size() < sampleSize) {
                    sample.add(new Changed(
                            request.trackingCode(),
                            request.facts().serviceCode(),
                            after.areaId(),
                            from,
                            to,
                            rule(before),
                            rule(after),
                            after.reason()));
                }
            } else if (before instanceof Decision.Routed was
                    && after instanceof Decision.Routed is
                    && (was.workingDays() != is.workingDays() || was.priority() != is.priority())) {
                adjusted++;
                int seen = adjustedRules.merge(List.of(rule(was), rule(is)), 1, Integer::sum);
                if (seen <= SAMPLE_OF_A_MOVE && adjustments.size() < sampleSize) {
                    adjustments.add(adjustment(request, was, is));
                }
            }
        }
        return new Simulation(
                past.size(), changed, hidden, shown, diff(shares), moves(moves), sample, adjusted, adjustments);
    }

    private static String word(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }

    private static Adjusted adjustment(PastRequest request, Decision.Routed was, Decision.Routed is) {
        return new Adjusted(
                request.trackingCode(),
                request.facts().serviceCode(),
                is.areaId(),
                is.departmentCode(),
                was.workingDays(),
                is.workingDays(),
                word(was.priority()),
                word(is.priority()),
                rule(was),
                rule(is));
    }

    private static List<Share> diff(Map<String, int[]> shares) {
        return shares.entrySet().stream()
                .map(share -> new Share(share.getKey(), share.getValue()[0], share.getValue()[1]))
                .sorted(Comparator.comparingInt((Share share) -> -Math.abs(share.after() - share.before()))
                        .thenComparing(Share::department))
                .toList();
    }

    private static List<Move> moves(Map<List<String>, Integer> moves) {
        return moves.entrySet().stream()
                .map(move -> new Move(move.getKey().getFirst(), move.getKey().getLast(), move.getValue()))
                .sorted(Comparator.comparingInt((Move move) -> -move.requests())
                        .thenComparing(Move::from)
                        .thenComparing(Move::to))
                .toList();
    }

    static String department(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.departmentCode() : "";
    }

    private static String rule(Decision decision) {
        return switch (decision) {
            case Decision.Routed routed -> routed.ruleId().isEmpty() ? routed.reasonCode() : routed.ruleId();
            case Decision.Deferred deferred -> deferred.reasonCode();
        };
    }
}
