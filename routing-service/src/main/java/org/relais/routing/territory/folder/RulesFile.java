package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.TimeWindow;
import org.relais.routing.rules.Visibility;
import org.relais.routing.rules.Words;
import org.relais.routing.territory.Service;

/** Reads {@code rules.csv}, the decision table. */
final class RulesFile {

    private static final String FILE = TerritoryFiles.RULES;
    private static final String ANSWER = RuleColumns.ANSWER;
    private static final String REASON = "reason.";

    /** What the intake service says of who asks, by channel. */
    static final Map<String, Set<String>> REQUESTERS_BY_CHANNEL = requestersByChannel();

    private static final List<String> PRIORITIES = Arrays.stream(Priority.values())
            .map(priority -> priority.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> VISIBILITIES =
            Arrays.stream(Visibility.values()).map(Visibility::word).toList();
    private static final int MOST_WORKING_DAYS = 365;

    private final Names names;
    private final Findings findings;
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    /** What the other files define, for the table to name. */
    record Names(List<String> languages, Set<String> departments, Map<String, Service> services, Set<String> areas) {}

    /**
     * A rule and where it stands.
     *
     * @param line that it begins at
     * @param idColumn that its id stands in, counted from 1; 0 where there is none
     */
    record Listed(Rule rule, int line, int idColumn) {}

    private RulesFile(Names names, Findings findings) {
        this.names = names;
        this.findings = findings;
    }

    static List<Listed> read(TerritoryFiles files, Names names, Findings findings) {
        Optional<String> text = files.text(FILE);
        if (text.isEmpty()) {
            findings.error(FILE, 0, "file.missing");
            return List.of();
        }
        return new RulesFile(names, findings).read(CsvTable.parse(text.get()));
    }

    private static Map<String, Set<String>> requestersByChannel() {
        Map<String, Set<String>> requesters = new LinkedHashMap<>();
        requesters.put("web", Set.of("anonymous", "named"));
        requesters.put("api", Set.of("anonymous", "named", "agent"));
        requesters.put("open311", Set.of("anonymous", "named"));
        requesters.put("email", Set.of("named"));
        requesters.put("sms", Set.of("named"));
        requesters.put("phone", Set.of("agent"));
        requesters.put("counter", Set.of("agent"));
        requesters.put("messaging", Set.of("named"));
        requesters.put("partner", Set.of("partner"));
        requesters.put("import", Set.of("anonymous", "named"));
        requesters.put("sensor", Set.of("sensor"));
        return Collections.unmodifiableMap(requesters);
    }

    private List<Listed> read(CsvTable table) {
        if (table.unclosedQuoteAt() > 0) {
            findings.error(FILE, table.unclosedQuoteAt(), "csv.quote");
            return List.of();
        }
        if (table.rows().isEmpty()) {
            findings.error(FILE, 1, "csv.empty");
            return List.of();
        }
        header(table.rows().getFirst());
        Codes codes = new Codes(Codes.NAME, findings);
        List<Listed> rules = new ArrayList<>();
        for (CsvTable.Row row : table.rows().subList(1, table.rows().size())) {
            if (row.cells().size() != columns.size()) {
                findings.error(
                        FILE,
                        row.line(),
                        "csv.width",
                        columns.size() + "",
                        row.cells().size() + "");
                continue;
            }
            Cells cells = new Cells(row);
            int id = columns.getOrDefault("id", -1) + 1;
            codes.add(FILE, row.line(), id, cells.required("id"));
            rules.add(new Listed(rule(cells), row.line(), id));
        }
        return rules;
    }

    private void header(CsvTable.Row header) {
        List<String> reasons = names.languages().stream().map(REASON::concat).toList();
        Set<String> known = new LinkedHashSet<>(RuleColumns.REQUIRED);
        known.addAll(RuleColumns.OPTIONAL);
        known.addAll(reasons);
        for (int column = 0; column < header.cells().size(); column++) {
            String name = header.cells().get(column);
            if (name.startsWith(ANSWER)) {
                checkQuestion(name, header.line(), column);
            } else if (!known.contains(name) && !(reasons.isEmpty() && name.startsWith(REASON))) {
                findings.unknown(FILE, header.line(), column + 1, "column.unknown", name, known);
            }
            if (columns.putIfAbsent(name, column) != null) {
                findings.errorAt(FILE, header.line(), column + 1, "column.duplicate", name);
                columns.put(name + " " + column, column);
            }
        }
        known.removeAll(RuleColumns.OPTIONAL);
        known.stream()
                .filter(name -> !columns.containsKey(name))
                .forEach(name -> findings.error(FILE, header.line(), "column.missing", name));
    }

    private void checkQuestion(String column, int line, int index) {
        Set<String> questions = questions(names.services().values()).keySet();
        String question = column.substring(ANSWER.length());
        if (!questions.contains(question)) {
            findings.unknown(FILE, line, index + 1, "rule.question", question, questions);
        }
    }

    private Rule rule(Cells cells) {
        Set<String> services = cells.known("service", names.services().keySet(), "rule.service");
        Set<String> channels = cells.known("channel", REQUESTERS_BY_CHANNEL.keySet(), "rule.channel");
        Set<String> requesters = cells.known("requester", RoutingFacts.REQUESTERS, "rule.requester");
        checkWhoComes(channels, requesters, cells);
        return new Rule(
                cells.text("id"),
                services,
                cells.known("area", names.areas(), "rule.area"),
                channels,
                requesters,
                answers(cells, services),
                words(cells),
                cells.known("flags", RoutingFacts.FLAGS, "rule.flags"),
                time(cells),
                department(cells),
                workingDays(cells),
                priority(cells),
                visibility(cells),
                reasons(cells));
    }

    /** Not every kind of requester comes by every channel; what can't be read is reported already. */
    private void checkWhoComes(Set<String> channels, Set<String> requesters, Cells cells) {
        boolean readable =
                REQUESTERS_BY_CHANNEL.keySet().containsAll(channels) && RoutingFacts.REQUESTERS.containsAll(requesters);
        boolean somebody = requesters.isEmpty()
                || REQUESTERS_BY_CHANNEL.entrySet().stream()
                        .filter(channel -> channels.isEmpty() || channels.contains(channel.getKey()))
                        .anyMatch(channel -> requesters.stream().anyMatch(channel.getValue()::contains));
        if (readable && !somebody) {
            findings.warningAt(
                    FILE,
                    cells.line(),
                    cells.column("requester"),
                    "rule.nobody_comes",
                    cells.text("id"),
                    String.join("|", requesters),
                    String.join("|", channels));
        }
    }

    private Map<String, Set<String>> answers(Cells cells, Set<String> services) {
        List<Service> asked = names.services().values().stream()
                .filter(service -> services.isEmpty() || services.contains(service.code()))
                .toList();
        Map<String, Set<String>> options = questions(asked);
        Map<String, Set<String>> answers = new LinkedHashMap<>();
        for (String column : columns.keySet()) {
            if (!column.startsWith(ANSWER)) {
                continue;
            }
            String question = column.substring(ANSWER.length());
            Set<String> values = cells.values(column);
            if (values.isEmpty()) {
                continue;
            }
            answers.put(question, values);
            Set<String> possible = options.get(question);
            if (possible == null) {
                findings.errorAt(FILE, cells.line(), cells.column(column), "rule.question_not_asked", question);
            } else if (!possible.isEmpty()) {
                cells.check(column, values, possible, "rule.option");
            }
        }
        return answers;
    }

    /** Option codes by question; none where any text may be answered. */
    private static Map<String, Set<String>> questions(Collection<Service> services) {
        Map<String, Set<String>> questions = new HashMap<>();
        for (Service service : services) {
            for (Service.Question question : service.questions()) {
                questions
                        .computeIfAbsent(question.code(), key -> new LinkedHashSet<>())
                        .addAll(question.options().stream()
                                .map(Service.Option::code)
                                .toList());
            }
        }
        return questions;
    }

    private Set<String> words(Cells cells) {
        Set<String> words = new LinkedHashSet<>();
        for (String value : cells.values("words")) {
            Set<String> normalised = Words.of(value);
            if (normalised.size() == 1) {
                words.addAll(normalised);
            } else {
                findings.errorAt(FILE, cells.line(), cells.column("words"), "rule.words", value);
            }
        }
        return words;
    }

    private TimeWindow time(Cells cells) {
        return TimeCell.read(
                cells.text("time"),
                (code, part) -> findings.errorAt(FILE, cells.line(), cells.column("time"), code, part));
    }

    private String department(Cells cells) {
        String department = cells.required("department");
        if (!department.isEmpty()) {
            cells.check("department", Set.of(department), names.departments(), "rule.department");
        }
        return department;
    }

    private int workingDays(Cells cells) {
        String days = cells.required("workingDays");
        try {
            int number = days.isEmpty() ? 0 : Integer.parseInt(days);
            if (number >= 0 && number <= MOST_WORKING_DAYS) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, like a number out of range.
        }
        findings.errorAt(FILE, cells.line(), cells.column("workingDays"), "rule.working_days", days);
        return 0;
    }

    private Priority priority(Cells cells) {
        String priority = cells.text("priority");
        if (priority.isEmpty()) {
            return Priority.NORMAL;
        }
        if (PRIORITIES.contains(priority)) {
            return Priority.valueOf(priority.toUpperCase(Locale.ROOT));
        }
        cells.check("priority", Set.of(priority), PRIORITIES, "rule.priority");
        return Priority.NORMAL;
    }

    private Visibility visibility(Cells cells) {
        String visibility = cells.text("visibility");
        cells.check("visibility", Set.of(visibility), VISIBILITIES, "rule.visibility");
        return Visibility.named(visibility).orElse(Visibility.PUBLIC);
    }

    private Map<String, String> reasons(Cells cells) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String language : names.languages()) {
            String column = REASON + language;
            if (!columns.containsKey(column)) {
                continue;
            }
            String reason = cells.text(column);
            if (reason.isEmpty()) {
                findings.errorAt(FILE, cells.line(), cells.column(column), "translation.missing", "reason", language);
            } else {
                reasons.put(language, reason);
            }
        }
        return reasons;
    }

    /** The cells of one row by column name. */
    private final class Cells {

        private final CsvTable.Row row;

        Cells(CsvTable.Row row) {
            this.row = row;
        }

        int line() {
            return row.line();
        }

        int column(String name) {
            return columns.getOrDefault(name, -1) + 1;
        }

        String text(String name) {
            Integer column = columns.get(name);
            return column == null ? "" : row.cells().get(column);
        }

        /** The text of a cell that must not be empty; a missing column is reported once, in the header. */
        String required(String name) {
            String text = text(name);
            if (text.isEmpty() && columns.containsKey(name)) {
                findings.errorAt(FILE, line(), column(name), "cell.empty", name);
            }
            return text;
        }

        /** The values of a cell, none where it takes any. */
        Set<String> values(String name) {
            String text = text(name);
            if (text.isEmpty() || text.equals("*")) {
                return Set.of();
            }
            Set<String> values = Arrays.stream(text.split("\\|", -1))
                    .map(String::strip)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (values.contains("") || values.contains("*")) {
                findings.errorAt(FILE, line(), column(name), "cell.list", text);
            }
            return values;
        }

        Set<String> known(String name, Collection<String> known, String code) {
            Set<String> values = values(name);
            check(name, values, known, code);
            return values;
        }

        /** Where nothing at all is known, the file that should say so has been reported already. */
        void check(String name, Set<String> values, Collection<String> known, String code) {
            if (known.isEmpty()) {
                return;
            }
            for (String value : values) {
                if (!known.contains(value) && !value.isEmpty() && !value.equals("*")) {
                    findings.unknown(FILE, line(), column(name), code, value, known);
                }
            }
        }
    }
}
