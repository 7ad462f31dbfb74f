package org.relais.routing.learning;

import java.text.MessageFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Standings;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.RuleRow;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.stereotype.Component;

/** Rates, the changes they suggest, and lessons in plain words. */
@Component
class Learning {

    private static final int MOST_LESSONS = 100;
    private static final int MOST_VERSIONS = 1_000;
    private static final String BUNDLE = "org.relais.routing.learning.lessons";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final DecisionRecords records;
    private final Drafting drafting;
    private final Territories territories;
    private final TerritoryEditions editions;
    private final Clock clock;

    Learning(
            DecisionRecords records,
            Drafting drafting,
            Territories territories,
            TerritoryEditions editions,
            Clock clock) {
        this.records = records;
        this.drafting = drafting;
        this.territories = territories;
        this.editions = editions;
        this.clock = clock;
    }

    record Share(long decided, long wrong, @Nullable Double rate) {
        static Share of(long decided, long wrong) {
            return new Share(decided, wrong, decided == 0 ? null : (double) wrong / decided);
        }
    }

    /**
     * @param partly whether it is about only some requests of the service and area
     * @param after while the change held
     * @param endedAt when it was taken back; null while it holds
     * @param text all of it in plain words
     */
    record Lesson(
            String jurisdictionId,
            long version,
            String service,
            @Nullable String area,
            boolean partly,
            String fromDepartment,
            String toDepartment,
            Share before,
            Share after,
            Instant publishedAt,
            @Nullable Instant endedAt,
            String text) {}

    /** Of the rules as they are now: what a rule decided before it changed says nothing of it any more. */
    List<Misroutes.Rate> rates(String jurisdictionId) {
        Instant since = clock.instant().minus(Standings.LATELY);
        List<DecisionRecords.Made> made = records.made(jurisdictionId, since);
        Map<UnchangedSince.Key, UnchangedSince.Since> unchanged = UnchangedSince.since(
                editions.history(jurisdictionId, MOST_VERSIONS).stream()
                        .map(act -> new UnchangedSince.Version(
                                act.version(),
                                act.at(),
                                editions.rules(jurisdictionId, act.version()).orElse("")))
                        .iterator(),
                editions::rows,
                made.stream().map(Learning::key).collect(Collectors.toUnmodifiableSet()),
                since);
        return Misroutes.of(made.stream()
                .filter(each -> each.group().byWords() || counts(each, unchanged.get(key(each))))
                .map(DecisionRecords.Made::group)
                .toList());
    }

    private static boolean counts(DecisionRecords.Made made, UnchangedSince.@Nullable Since since) {
        return since != null
                && made.version() >= since.version()
                && made.group().department().equals(since.department());
    }

    private static UnchangedSince.Key key(DecisionRecords.Made made) {
        return new UnchangedSince.Key(made.group().ruleId(), made.group().service());
    }

    /**
     * A draft that makes the change a rule's mistakes suggest; empty where they suggest none.
     *
     * @param visibility whether anyone may look at such requests; null where that is to be as the rules say
     */
    Optional<Drafting.Answer<Draft>> mend(
            String jurisdictionId, String ruleId, String service, @Nullable Visibility visibility, String by) {
        return rates(jurisdictionId).stream()
                .filter(rate -> rate.ruleId().equals(ruleId) && rate.service().equals(service))
                .filter(rate -> rate.suggestion() != null)
                .findFirst()
                .map(rate -> drafting.mend(jurisdictionId, ruleId, mends(rate), visibility, by));
    }

    /** @param jurisdictionId null for all territories */
    List<Lesson> lessons(@Nullable String jurisdictionId, Locale language) {
        records.open().stream()
                .filter(lesson -> jurisdictionId == null || jurisdictionId.equals(lesson.jurisdictionId()))
                .collect(Collectors.groupingBy(DecisionRecords.Open::jurisdictionId))
                .forEach(this::look);
        return records.lessons(jurisdictionId, MOST_LESSONS).stream()
                .map(lesson -> told(lesson, language))
                .toList();
    }

    /** Whether the versions that came since still have the lessons' rows; what is found is noted, for a version never changes. */
    private void look(String jurisdictionId, List<DecisionRecords.Open> lessons) {
        List<DecisionRecords.Open> going = new ArrayList<>(lessons);
        long lookedUntil = lessons.stream()
                .mapToLong(DecisionRecords.Open::lookedUntil)
                .min()
                .orElse(Long.MAX_VALUE);
        for (TerritoryEditions.Act act : editions.after(jurisdictionId, lookedUntil)) {
            List<RuleRow> rows =
                    editions.rows(editions.rules(jurisdictionId, act.version()).orElse(""));
            going.removeIf(lesson -> act.version() > lesson.lookedUntil() && note(lesson, rows, act));
        }
    }

    /** True once its row is gone. */
    private boolean note(DecisionRecords.Open lesson, List<RuleRow> rows, TerritoryEditions.Act act) {
        boolean holds = rows.stream()
                .filter(row -> lesson.ruleId() == null || row.id().equals(lesson.ruleId()))
                .anyMatch(row -> row.gives(lesson.service(), lesson.area(), lesson.toDepartment()));
        if (holds) {
            records.holds(lesson.id(), act.version());
        } else {
            records.ended(lesson.id(), act.version(), act.at());
        }
        return !holds;
    }

    private static Draft.Mends mends(Misroutes.Rate rate) {
        Misroutes.Suggestion suggestion = Objects.requireNonNull(rate.suggestion());
        return new Draft.Mends(
                rate.service(),
                suggestion.area(),
                rate.department(),
                suggestion.department(),
                suggestion.decided(),
                suggestion.wrong());
    }

    private Lesson told(DecisionRecords.Lesson lesson, Locale language) {
        Optional<Territory> territory = territories.current(lesson.jurisdictionId());
        String service =
                territory.map(in -> in.serviceName(lesson.service(), language)).orElse(lesson.service());
        String from = department(territory, lesson.fromDepartment(), language);
        String to = department(territory, lesson.toDepartment(), language);
        String area = lesson.area();
        Instant endedAt = lesson.endedAt();
        String change = text(
                language,
                (endedAt == null ? "lesson.change" : "lesson.changed") + (area == null ? "" : "_in_area"),
                service,
                from,
                to,
                lesson.partly() ? 1 : 0,
                area == null
                        ? ""
                        : territory.map(in -> in.areaName(area, language)).orElse(area));
        String before = text(language, "lesson.before", lesson.beforeWrong(), lesson.beforeDecided());
        String after = lesson.afterDecided() == 0
                ? text(language, endedAt == null ? "lesson.nothing_yet" : "lesson.nothing_meanwhile")
                : text(
                        language,
                        endedAt == null ? "lesson.after" : "lesson.meanwhile",
                        lesson.afterWrong(),
                        lesson.afterDecided());
        String end = endedAt == null ? "" : " " + text(language, "lesson.ended", day(endedAt, territory, language));
        return new Lesson(
                lesson.jurisdictionId(),
                lesson.version(),
                lesson.service(),
                area,
                lesson.partly(),
                lesson.fromDepartment(),
                lesson.toDepartment(),
                Share.of(lesson.beforeDecided(), lesson.beforeWrong()),
                Share.of(lesson.afterDecided(), lesson.afterWrong()),
                lesson.publishedAt(),
                endedAt,
                change + " " + before + " " + after + end);
    }

    private static String day(Instant moment, Optional<Territory> territory, Locale language) {
        ZoneId zone = territory.map(Territory::timeZone).orElse(ZoneOffset.UTC);
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(moment.atZone(zone));
    }

    private static String text(Locale language, String key, Object... arguments) {
        String pattern = ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK).getString(key);
        return new MessageFormat(pattern, language).format(arguments);
    }

    private static String department(Optional<Territory> territory, String code, Locale language) {
        return territory.map(in -> in.departmentName(code, language)).orElse(code);
    }
}
