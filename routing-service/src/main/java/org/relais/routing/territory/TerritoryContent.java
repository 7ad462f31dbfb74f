package org.relais.routing.territory;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.relais.routing.area.Areas;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.Rule;

/** What a territory folder says, read and found valid. */
public record TerritoryContent(
        String jurisdictionId,
        Map<String, String> name,
        GeoPoint centre,
        List<String> languages,
        String phoneRegion,
        String emergencyNumber,
        Map<String, String> contactName,
        Contact contact,
        List<Department> departments,
        List<Service> services,
        Areas areas,
        Neighbours neighbours,
        List<Rule> rules,
        WorkingCalendar calendar,
        DeadlinePolicy deadlines,
        SuggestionPolicy suggestion,
        Map<String, Map<String, String>> texts,
        int lookAlikeMetres) {

    public TerritoryContent {
        name = Map.copyOf(name);
        languages = List.copyOf(languages);
        contactName = Map.copyOf(contactName);
        departments = List.copyOf(departments);
        services = List.copyOf(services);
        rules = List.copyOf(rules);
        texts = texts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, language -> Map.copyOf(language.getValue())));
    }
}
