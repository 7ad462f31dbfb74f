package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.relais.platform.digest.Digests;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.SuggestionPolicy;
import org.relais.routing.territory.TerritoryContent;
import org.relais.routing.territory.TerritoryDocument;
import tools.jackson.databind.json.JsonMapper;

/** SHA-256 over what a folder says, not over how it is written: comments, blanks and the order of keys don't count. */
final class Digest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Digest() {}

    static String of(TerritoryContent content, String calendar) {
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>(TerritoryDocument.content(content));
        canonical.put("calendar", calendar);
        // Left out where it is the usual one, so that territories that say nothing of it keep their digest.
        if (!content.suggestion().equals(SuggestionPolicy.USUAL)) {
            canonical.put("suggestion", content.suggestion().toString());
        }
        canonical.put("rules", content.rules().stream().map(Digest::rule).toList());
        return Digests.sha256Hex(JSON.writeValueAsString(canonical));
    }

    private static List<Object> rule(Rule rule) {
        Map<String, Set<String>> answers = new TreeMap<>();
        rule.answers().forEach((question, values) -> answers.put(question, new TreeSet<>(values)));
        List<Object> told = new ArrayList<>(List.of(
                rule.id(),
                new TreeSet<>(rule.services()),
                new TreeSet<>(rule.areas()),
                new TreeSet<>(rule.channels()),
                answers,
                new TreeSet<>(rule.words()),
                rule.time().toString(),
                rule.departmentCode(),
                rule.workingDays(),
                rule.priority().name(),
                new TreeMap<>(rule.reason())));
        // Left out where a rule says nothing of them, so that tables without these columns keep their digest.
        if (!rule.requesters().isEmpty()) {
            told.add(Map.of("requester", new TreeSet<>(rule.requesters())));
        }
        if (!rule.flags().isEmpty()) {
            told.add(Map.of("flags", new TreeSet<>(rule.flags())));
        }
        if (rule.visibility() != Visibility.PUBLIC) {
            told.add(Map.of("visibility", rule.visibility().name()));
        }
        return told;
    }
}
