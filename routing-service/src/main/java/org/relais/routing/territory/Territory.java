package org.relais.routing.territory;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.Areas;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleBook;

/** One version of a territory, whole and immutable. */
public final class Territory {

    private final long version;
    private final String digest;
    private final TerritoryContent content;
    private final Map<String, Department> departments;
    private final Map<String, Service> services;
    private final Map<String, WorkingCalendar> departmentCalendars;
    private final RuleBook ruleBook;

    public Territory(long version, String digest, TerritoryContent content) {
        this.version = version;
        this.digest = digest;
        this.content = content;
        this.departments = content.departments().stream()
                .collect(Collectors.toUnmodifiableMap(Department::code, Function.identity()));
        this.services =
                content.services().stream().collect(Collectors.toUnmodifiableMap(Service::code, Function.identity()));
        this.departmentCalendars = content.departments().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Department::code, department -> content.calendar().closedAlso(department.closingDays())));
        this.ruleBook = new RuleBook(
                version,
                content.languages(),
                services.keySet(),
                content.areas(),
                content.calendar(),
                departmentCalendars,
                content.rules());
    }

    public String jurisdictionId() {
        return content.jurisdictionId();
    }

    /** Counted from 1 in each territory. */
    public long version() {
        return version;
    }

    /** SHA-256 of the content, hexadecimal. */
    public String digest() {
        return digest;
    }

    public Map<String, String> name() {
        return content.name();
    }

    /** Its name in a reader's language. */
    public String name(Locale language) {
        return said(name(), language, jurisdictionId());
    }

    /** A department's name in a reader's language; the code of one that isn't there. */
    public String departmentName(String code, Locale language) {
        return department(code)
                .map(department -> said(department.name(), language, code))
                .orElse(code);
    }

    /** A service's name in a reader's language; the code of one that isn't there. */
    public String serviceName(String code, Locale language) {
        return service(code)
                .map(service -> said(service.name(), language, code))
                .orElse(code);
    }

    /** An area's name in a reader's language; the id of one that isn't there. */
    public String areaName(String id, Locale language) {
        return areas().all().stream()
                .filter(area -> area.id().equals(id))
                .findFirst()
                .map(area -> said(area.name(), language, id))
                .orElse(id);
    }

    /**
     * A text in a reader's language, else in the territory's first.
     *
     * @param texts by language
     * @param otherwise where there is none of these
     */
    public String said(Map<String, String> texts, Locale language, String otherwise) {
        return Stream.concat(Stream.of(language.getLanguage()), languages().stream())
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::get)
                .orElse(otherwise);
    }

    /** Language tags, the default one first. */
    public List<String> languages() {
        return content.languages();
    }

    /** Region whose phone numbers are written without a country code. */
    public String phoneRegion() {
        return content.phoneRegion();
    }

    /** How the town itself is reached. */
    public Contact contact() {
        return content.contact();
    }

    public ZoneId timeZone() {
        return content.calendar().zone();
    }

    /** In the file's order. */
    public List<Department> departments() {
        return content.departments();
    }

    /** Codes of all of them. */
    public Set<String> departmentCodes() {
        return departments.keySet();
    }

    public Optional<Department> department(String code) {
        return Optional.ofNullable(departments.get(code));
    }

    /** In the file's order. */
    public List<Service> services() {
        return content.services();
    }

    public Optional<Service> service(String code) {
        return Optional.ofNullable(services.get(code));
    }

    public Areas areas() {
        return content.areas();
    }

    /** Who answers around it, as far as it says so. */
    public Neighbours neighbours() {
        return content.neighbours();
    }

    /** Whom one turns to in this territory, for a person whose request came to another one. */
    Neighbour asNeighbour() {
        return new Neighbour(
                jurisdictionId(),
                content.name(),
                "",
                content.contact().phone(),
                content.contact().email());
    }

    public WorkingCalendar calendar() {
        return content.calendar();
    }

    /** When a department works; as the territory does where nobody has a case yet. */
    public WorkingCalendar calendarOf(@Nullable String department) {
        return department == null
                ? content.calendar()
                : departmentCalendars.getOrDefault(department, content.calendar());
    }

    public DeadlinePolicy deadlines() {
        return content.deadlines();
    }

    public SuggestionPolicy suggestion() {
        return content.suggestion();
    }

    /** The table, first row first. */
    public List<Rule> rules() {
        return content.rules();
    }

    /** Decides by the table alone. */
    public RuleBook ruleBook() {
        return ruleBook;
    }

    TerritoryContent content() {
        return content;
    }

    @Override
    public String toString() {
        return "Territory[" + jurisdictionId() + ", version=" + version + "]";
    }
}
