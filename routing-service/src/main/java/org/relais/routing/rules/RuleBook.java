package org.relais.routing.rules;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;
import org.relais.routing.calendar.WorkingCalendar;

/** One version of a territory's rules, with the areas and the calendar they are read by. Immutable. */
public final class RuleBook {

    private static final int RUNNERS_UP = 3;

    private final long version;
    private final List<String> languages;
    private final Set<String> services;
    private final Areas areas;
    private final WorkingCalendar calendar;
    private final Map<String, WorkingCalendar> departmentCalendars;
    private final RuleTable table;
    private final Set<String> privateByRule;
    /** By rule id, worked out for those that decide: a row of very many areas is long. */
    private final Map<String, UUID> fingerprints = new ConcurrentHashMap<>();

    /**
     * @param version version of the territory
     * @param languages language tags that reasons are given in
     * @param services codes of the territory's services
     * @param departmentCalendars when departments work that keep closing days of their own, by code
     * @param rules the table, first row first
     */
    public RuleBook(
            long version,
            List<String> languages,
            Set<String> services,
            Areas areas,
            WorkingCalendar calendar,
            Map<String, WorkingCalendar> departmentCalendars,
            List<Rule> rules) {
        this.version = version;
        this.languages = List.copyOf(languages);
        this.services = Set.copyOf(services);
        this.areas = areas;
        this.calendar = calendar;
        this.departmentCalendars = Map.copyOf(departmentCalendars);
        this.privateByRule = privateByRule(rules, services);
        this.table = new RuleTable(rules, areas.all().stream().map(Area::id).toList());
    }

    public Decision decide(RoutingFacts facts) {
        String area = Optional.ofNullable(facts.point())
                .flatMap(areas::at)
                .map(Area::id)
                .orElse(null);
        RuleTable.Query query = new RuleTable.Query(
                facts.serviceCode(),
                area,
                facts.channel(),
                facts.requester(),
                facts.answers(),
                facts.description(),
                facts.flags(),
                facts.submittedAt());
        if (!facts.serviceCode().isEmpty() && !services.contains(facts.serviceCode())) {
            return deferred(DeferralReason.UNKNOWN_SERVICE, query, List.of());
        }
        List<Rule> hits = table.matches(query, calendar, 1 + RUNNERS_UP);
        if (hits.isEmpty()) {
            DeferralReason why = whyNone(facts, query);
            return why == DeferralReason.OUTSIDE_ALL_AREAS ? outside(facts, query) : deferred(why, query, List.of());
        }
        Rule rule = hits.getFirst();
        Instant expectedAt = departmentCalendars
                .getOrDefault(rule.departmentCode(), calendar)
                .deadline(facts.askedAt(), rule.workingDays());
        return new Decision.Routed(
                rule.departmentCode(),
                rule.id(),
                fingerprints.computeIfAbsent(rule.id(), id -> rule.fingerprint()),
                version,
                rule.reason(),
                factsUsed(rule, query),
                runnersUp(hits.subList(1, hits.size())),
                area,
                rule.workingDays(),
                expectedAt,
                rule.priority(),
                rule.visibility());
    }

    private Decision.Deferred deferred(DeferralReason why, RuleTable.Query query, List<RunnerUp> runnersUp) {
        return new Decision.Deferred(
                why,
                version,
                DeferralTexts.of(why, languages),
                basicFacts(query),
                runnersUp,
                query.area(),
                undecided(query.service()));
    }

    /**
     * What a request is taken for until a rule decides: private if one of its service might make it so.
     *
     * @param service code; empty for a request without one
     */
    public Visibility undecided(String service) {
        return privateByRule.contains(service) ? Visibility.PRIVATE : Visibility.PUBLIC;
    }

    /**
     * Services of which some rule makes requests private; the empty code stands for requests without a service. Until it is
     * decided, and where no rule does, such a request is taken for private.
     */
    public static Set<String> privateByRule(List<Rule> rules, Collection<String> services) {
        Set<String> concerned = new TreeSet<>();
        for (Rule rule : rules) {
            if (rule.visibility() == Visibility.PRIVATE) {
                concerned.addAll(rule.services().isEmpty() ? services : rule.services());
                if (rule.services().isEmpty()) {
                    concerned.add("");
                }
            }
        }
        return concerned;
    }

    private DeferralReason whyNone(RoutingFacts facts, RuleTable.Query query) {
        if (query.area() == null && table.matchesInSomeArea(query, calendar)) {
            return facts.point() == null ? DeferralReason.NO_LOCATION_FOR_AREA_RULE : DeferralReason.OUTSIDE_ALL_AREAS;
        }
        return facts.serviceCode().isEmpty() ? DeferralReason.SERVICE_MISSING : DeferralReason.NO_RULE_MATCHES;
    }

    /** Areas that are not far are named, with what the rules say of them: a person is to choose. */
    private Decision outside(RoutingFacts facts, RuleTable.Query query) {
        List<Areas.Near> near = Optional.ofNullable(facts.point())
                .map(place -> areas.near(place, Areas.TOLERANCE_METRES))
                .orElse(List.of());
        List<RunnerUp> offered = near.stream()
                .flatMap(each -> table.matches(query.in(each.area().id()), calendar, 1).stream())
                .map(rule -> new RunnerUp(rule.id(), rule.departmentCode()))
                .distinct()
                .limit(RUNNERS_UP)
                .toList();
        return deferred(DeferralReason.OUTSIDE_ALL_AREAS, query, offered).with(NearbyArea.facts(near));
    }

    private static List<RunnerUp> runnersUp(List<Rule> later) {
        return later.stream()
                .map(rule -> new RunnerUp(rule.id(), rule.departmentCode()))
                .toList();
    }

    private static Map<String, String> basicFacts(RuleTable.Query query) {
        Map<String, String> used = new LinkedHashMap<>();
        used.put("service", query.service());
        put(used, "area", query.area());
        used.put("channel", query.channel());
        return used;
    }

    /** Of answers and words only what the rule's own cells name: the rest is people's own text. */
    private static Map<String, String> factsUsed(Rule rule, RuleTable.Query query) {
        Map<String, String> used = basicFacts(query);
        if (!rule.requesters().isEmpty()) {
            used.put("requester", query.requester());
        }
        rule.answers().keySet().stream().sorted().forEach(question -> {
            List<String> given = query.answers().getOrDefault(question, List.of());
            put(used, "answer." + question, joined(given, rule.answers().getOrDefault(question, Set.of())));
        });
        if (!rule.words().isEmpty()) {
            put(used, "words", joined(query.words(), rule.words()));
        }
        if (!rule.flags().isEmpty()) {
            used.put(
                    "flags",
                    joined(
                            RoutingFacts.FLAGS.stream()
                                    .filter(query.flags()::contains)
                                    .toList(),
                            rule.flags()));
        }
        if (!(rule.time() instanceof TimeWindow.Always)) {
            used.put("time", "in_window");
        }
        return used;
    }

    private static String joined(Iterable<String> given, Set<String> named) {
        StringBuilder text = new StringBuilder();
        for (String value : given) {
            if (named.contains(value)) {
                text.append(text.isEmpty() ? "" : "|").append(value);
            }
        }
        return text.toString();
    }

    private static void put(Map<String, String> used, String name, @Nullable String value) {
        if (value != null) {
            used.put(name, value);
        }
    }
}
