package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Service.Option;
import org.relais.routing.territory.Service.PlaceDemand;
import org.relais.routing.territory.Service.Question;

/** Reads {@code services.yaml}. */
final class ServicesFile {

    private static final List<String> PLACES = Arrays.stream(PlaceDemand.values())
            .map(place -> place.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> TYPES = Arrays.stream(Question.Type.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .toList();

    private final List<String> languages;
    private final Findings findings;
    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

    private ServicesFile(List<String> languages, Findings findings) {
        this.languages = languages;
        this.findings = findings;
    }

    /** A service and the line it begins at. */
    record Listed(Service service, int line) {}

    static List<Listed> read(TerritoryFiles files, List<String> languages, Findings findings) {
        return YamlFile.open(files, TerritoryFiles.SERVICES, findings)
                .map(file -> new ServicesFile(languages, findings).read(file))
                .orElse(List.of());
    }

    private List<Listed> read(YamlMap file) {
        file.map("groups").ifPresent(named -> {
            for (String group : named.keys()) {
                new Codes(Codes.NAME, findings).add(file.file(), named.line(group), group);
                groups.put(group, named.translated(group, languages));
            }
        });
        Codes codes = new Codes(Codes.NAME, findings);
        List<Listed> services = new ArrayList<>();
        for (YamlMap map : file.maps("services")) {
            services.add(new Listed(service(map, codes), map.line("code")));
        }
        file.done();
        return services;
    }

    private Service service(YamlMap map, Codes codes) {
        String code = map.text("code");
        codes.add(map.file(), map.line("code"), code);
        boolean emergency = map.flag("emergency");
        Optional<String> number = map.optionalText("emergencyNumber");
        if (emergency && number.isEmpty()) {
            map.error("emergency", "emergency.number_missing", code);
        }
        if (!emergency && number.isPresent()) {
            map.error("emergencyNumber", "emergency.number_unexpected", code);
        }
        Service service = new Service(
                code,
                map.translated("name", languages),
                map.translated("description", languages),
                group(map),
                keywords(map),
                emergency,
                number.orElse(null),
                place(map),
                map.flag("private"),
                questions(map));
        map.done();
        return service;
    }

    private PlaceDemand place(YamlMap map) {
        String place = map.optionalText("place").orElse("required");
        if (!PLACES.contains(place)) {
            findings.unknown(map.file(), map.line("place"), 0, "place.unknown", place, PLACES);
            return PlaceDemand.REQUIRED;
        }
        return PlaceDemand.valueOf(place.toUpperCase(Locale.ROOT));
    }

    private Map<String, String> group(YamlMap map) {
        String group = map.text("group");
        Map<String, String> name = groups.get(group);
        if (name == null && !group.isEmpty()) {
            findings.unknown(map.file(), map.line("group"), 0, "group.unknown", group, groups.keySet());
        }
        return name == null ? Map.of() : name;
    }

    private Map<String, List<String>> keywords(YamlMap map) {
        Map<String, List<String>> keywords = new LinkedHashMap<>();
        map.map("keywords").ifPresent(byLanguage -> {
            for (String language : languages) {
                List<String> words = byLanguage.texts(language).stream()
                        .map(YamlMap.Item::text)
                        .toList();
                if (words.isEmpty()) {
                    map.error("keywords", "translation.missing", "keywords", language);
                }
                keywords.put(language, words);
            }
            byLanguage.doneUnless(languages.isEmpty());
        });
        return keywords;
    }

    private List<Question> questions(YamlMap service) {
        Codes codes = new Codes(Codes.QUESTION, findings);
        List<Question> questions = new ArrayList<>();
        for (YamlMap map : service.optionalMaps("questions")) {
            String code = map.text("code");
            codes.add(map.file(), map.line("code"), code);
            Question.Type type = type(map);
            questions.add(new Question(
                    code, type, map.flag("required"), map.translated("label", languages), options(map, code, type)));
            map.done();
        }
        return questions;
    }

    private Question.Type type(YamlMap map) {
        String type = map.text("type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            findings.unknown(map.file(), map.line("type"), 0, "question.type", type, TYPES);
        }
        return TYPES.contains(type) ? Question.Type.valueOf(type.toUpperCase(Locale.ROOT)) : Question.Type.STRING;
    }

    private List<Option> options(YamlMap question, String code, Question.Type type) {
        Codes codes = new Codes(Codes.NAME, findings);
        List<Option> options = new ArrayList<>();
        for (YamlMap map : question.optionalMaps("options")) {
            String option = map.text("code");
            codes.add(map.file(), map.line("code"), option);
            options.add(new Option(option, map.translated("label", languages)));
            map.done();
        }
        if (type.hasOptions() && options.isEmpty()) {
            question.error("type", "question.options_missing", code);
        }
        if (!type.hasOptions() && !options.isEmpty()) {
            question.error("options", "question.options_unexpected", code);
        }
        return options;
    }
}
