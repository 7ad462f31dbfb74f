package org.relais.routing.suggestion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relais.routing.rules.Rule;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territory;

/** What a territory says itself of who does what: its services with the departments that its rules name, its departments, its rules' words. */
public final class OwnWords {

    private OwnWords() {}

    public static List<Example> of(Territory territory) {
        List<Example> examples = new ArrayList<>();
        Map<String, Set<String>> departments = departmentsByService(territory);
        for (Service service : territory.services()) {
            Set<String> named = departments.getOrDefault(service.code(), Set.of());
            for (String language : territory.languages()) {
                String text = words(service, language);
                named.forEach(department ->
                        examples.add(new Example(text, department, service.code(), 1.0 / named.size(), false)));
            }
        }
        for (Department department : territory.departments()) {
            for (String language : territory.languages()) {
                String text = in(department.name(), language) + " " + in(department.description(), language);
                examples.add(new Example(text, department.code(), "", 1, false));
            }
        }
        for (Rule rule : territory.rules()) {
            for (String word : rule.words()) {
                String service =
                        rule.services().size() == 1 ? rule.services().iterator().next() : "";
                examples.add(new Example(word, rule.departmentCode(), service, 1, false));
            }
        }
        return examples;
    }

    /** Codes of services that some rule names, and of private ones: whose words speak of one is kept from the public. */
    public static Set<String> servicesToLearn(Territory territory) {
        Set<String> services =
                new LinkedHashSet<>(departmentsByService(territory).keySet());
        territory.services().stream()
                .filter(Service::isPrivate)
                .map(Service::code)
                .forEach(services::add);
        return services;
    }

    /** By service, the departments that some rule names for it. */
    private static Map<String, Set<String>> departmentsByService(Territory territory) {
        Map<String, Set<String>> departments = new LinkedHashMap<>();
        for (Rule rule : territory.rules()) {
            for (String service : rule.services()) {
                departments
                        .computeIfAbsent(service, key -> new LinkedHashSet<>())
                        .add(rule.departmentCode());
            }
        }
        return departments;
    }

    private static String words(Service service, String language) {
        return String.join(
                " ",
                in(service.name(), language),
                in(service.description(), language),
                in(service.group(), language),
                String.join(" ", service.keywords().getOrDefault(language, List.of())));
    }

    private static String in(Map<String, String> texts, String language) {
        return texts.getOrDefault(language, "");
    }
}
