package org.relais.routing.learning;

import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.Area;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.stereotype.Component;

/** Rates, the changes they suggest, and lessons in plain words. */
@Component
class Learning {

    private static final Duration LOOKED_AT = Duration.ofDays(90);
    private static final int MOST_LESSONS = 100;
    private static final String BUNDLE = "org.relais.routing.learning.lessons";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final DecisionRecords records;
    private final Drafting drafting;
    private final Territories territories;
    private final Clock clock;

    Learning(DecisionRecords records, Drafting drafting, Territories territories, Clock clock) {
        this.records = records;
        this.drafting = drafting;
        this.territories = territories;
        this.clock = clock;
    }

    record Share(long decided, long wrong, @Nullable Double rate) {
        static Share of(long decided, long wrong) {
            return new Share(decided, wrong, decided == 0 ? null : (double) wrong / decided);
        }
    }

    /** @param text all of it in plain words */
    record Lesson(
            String jurisdictionId,
            long version,
            String service,
            @Nullable String area,
            String fromDepartment,
            String toDepartment,
            Share before,
            Share after,
            Instant publishedAt,
            String text) {}

    List<Misroutes.Rate> rates(String jurisdictionId) {
        return Misroutes.of(records.groups(jurisdictionId, clock.instant().minus(LOOKED_AT)));
    }

    /** A draft that makes the change a rule's mistakes suggest; empty where they suggest none. */
    Optional<Drafting.Answer<Draft>> mend(String jurisdictionId, String ruleId, String service, String by) {
        return rates(jurisdictionId).stream()
                .filter(rate -> rate.ruleId().equals(ruleId) && rate.service().equals(service))
                .filter(rate -> rate.suggestion() != null)
                .findFirst()
                .map(rate -> drafting.mend(jurisdictionId, ruleId, mends(rate), by));
    }

    List<Lesson> lessons(Locale language) {
        return records.lessons(MOST_LESSONS).stream()
                .map(lesson -> told(lesson, language))
                .toList();
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
        String service = name(
                territory.flatMap(t -> t.service(lesson.service())).map(Service::name), lesson.service(), language);
        String from = department(territory, lesson.fromDepartment(), language);
        String to = department(territory, lesson.toDepartment(), language);
        String area = lesson.area();
        String change = area == null
                ? text(language, "lesson.change", service, from, to)
                : text(language, "lesson.change_in_area", service, from, to, area(territory, area, language));
        String before = text(language, "lesson.before", lesson.beforeWrong(), lesson.beforeDecided());
        String after = lesson.afterDecided() == 0
                ? text(language, "lesson.nothing_yet")
                : text(language, "lesson.after", lesson.afterWrong(), lesson.afterDecided());
        return new Lesson(
                lesson.jurisdictionId(),
                lesson.version(),
                lesson.service(),
                area,
                lesson.fromDepartment(),
                lesson.toDepartment(),
                Share.of(lesson.beforeDecided(), lesson.beforeWrong()),
                Share.of(lesson.afterDecided(), lesson.afterWrong()),
                lesson.publishedAt(),
                change + " " + before + " " + after);
    }

    private static String text(Locale language, String key, Object... arguments) {
        String pattern = ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK).getString(key);
        return new MessageFormat(pattern, language).format(arguments);
    }

    private static String department(Optional<Territory> territory, String code, Locale language) {
        return name(territory.flatMap(t -> t.department(code)).map(Department::name), code, language);
    }

    private static String area(Optional<Territory> territory, String id, Locale language) {
        return name(
                territory.flatMap(t -> t.areas().all().stream()
                        .filter(area -> area.id().equals(id))
                        .findFirst()
                        .map(Area::name)),
                id,
                language);
    }

    private static String name(Optional<Map<String, String>> names, String code, Locale language) {
        return names.map(all -> {
                    String own = all.get(language.getLanguage());
                    return own != null ? own : all.getOrDefault("fr", code);
                })
                .orElse(code);
    }
}
