package org.relais.routing.learning;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relais.platform.digest.Digests;
import org.relais.routing.territory.RuleRow;

/**
 * Since when a rule takes the requests for a service that it takes now. It takes others once its row, or one before it that can
 * take some of them, is changed, added, moved or taken out; days, priority, visibility and words for people count for nothing.
 */
final class UnchangedSince {

    private UnchangedSince() {}

    /** A version's table of rules, in force from a moment on. */
    record Version(long number, Instant at, String rules) {}

    record Key(String ruleId, String service) {}

    /**
     * @param version the first version with the rule as it is now
     * @param department that it names
     */
    record Since(long version, String department) {}

    /** @param rows digest of the conditions of the rows up to the rule that can take the service's requests, in their order */
    private record Reach(String rows, String department) {}

    /**
     * Goes back from the version in force, as far as decisions do that are looked at.
     *
     * @param versions the newest first; read one by one
     * @param rows reads a table
     * @return nothing for rules that are not in force, or don't take the service
     */
    static Map<Key, Since> since(
            Iterator<Version> versions, Function<String, List<RuleRow>> rows, Set<Key> keys, Instant earliest) {
        Map<Key, Since> since = new HashMap<>();
        if (!versions.hasNext()) {
            return since;
        }
        Version newer = versions.next();
        Map<Key, Reach> reach = reach(rows.apply(newer.rules()), keys);
        for (Map.Entry<Key, Reach> rule : reach.entrySet()) {
            since.put(rule.getKey(), new Since(newer.number(), rule.getValue().department()));
        }
        Set<Key> unchanged = new HashSet<>(reach.keySet());
        while (!unchanged.isEmpty() && newer.at().isAfter(earliest) && versions.hasNext()) {
            Version older = versions.next();
            if (!older.rules().equals(newer.rules())) {
                Map<Key, Reach> then = reach(rows.apply(older.rules()), unchanged);
                unchanged.removeIf(key -> !Objects.equals(reach.get(key), then.get(key)));
            }
            unchanged.forEach(
                    key -> since.computeIfPresent(key, (same, found) -> new Since(older.number(), found.department())));
            newer = older;
        }
        return since;
    }

    /** Each rule has the digest of the rows up to it, not the rows: of a large table those would be very many. */
    private static Map<Key, Reach> reach(List<RuleRow> rows, Set<Key> keys) {
        Set<String> services = keys.stream().map(Key::service).collect(Collectors.toUnmodifiableSet());
        Map<String, String> soFar = new HashMap<>();
        Map<Key, Reach> reach = new HashMap<>();
        for (RuleRow row : rows) {
            Set<String> named = row.values("service");
            String conditions = conditions(row);
            for (String service : named.isEmpty() ? services : named) {
                if (services.contains(service)) {
                    String upToIt = Digests.sha256Hex(soFar.getOrDefault(service, "") + conditions);
                    soFar.put(service, upToIt);
                    Key key = new Key(row.id(), service);
                    if (keys.contains(key)) {
                        reach.put(key, new Reach(upToIt, row.cell("department")));
                    }
                }
            }
        }
        return reach;
    }

    /** Which other services a row takes counts for nothing. */
    private static String conditions(RuleRow row) {
        Map<String, String> conditions = new TreeMap<>(row.conditions());
        conditions.remove("service");
        return conditions.entrySet().stream()
                .map(cell -> cell.getKey() + "\0" + cell.getValue())
                .collect(Collectors.joining("\0", "\n", ""));
    }
}
