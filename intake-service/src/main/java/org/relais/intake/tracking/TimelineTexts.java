package org.relais.intake.tracking;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Territory;

/** The sentences of a timeline, in French and English. */
final class TimelineTexts {

    private static final String BUNDLE = "messages.timeline";
    private static final Map<String, ResourceBundle> BUNDLES =
            Map.of("fr", bundle(Locale.FRENCH), "en", bundle(Locale.ENGLISH));

    private final ResourceBundle texts;
    private final Locale locale;
    private final String language;
    private final @Nullable Territory territory;

    private TimelineTexts(String language, @Nullable Territory territory) {
        this.language = language;
        this.locale = "en".equals(language) ? Locale.ENGLISH : Locale.FRENCH;
        this.texts = BUNDLES.getOrDefault(locale.getLanguage(), bundle(Locale.FRENCH));
        this.territory = territory;
    }

    static TimelineTexts in(String language, @Nullable Territory territory) {
        return new TimelineTexts(language, territory);
    }

    /** The sentence about what happened. */
    String sentence(TimelineEntry entry) {
        Map<String, String> detail = entry.detail();
        return MessageFormat.format(
                text(key(entry), "timeline.other"),
                departmentName(detail.getOrDefault(TimelineEntry.DEPARTMENT, "")),
                departmentName(detail.getOrDefault(TimelineEntry.FROM, "")),
                date(detail.get(TimelineEntry.DATE)),
                outcome(detail.getOrDefault(TimelineEntry.OUTCOME, "")),
                text("refusal." + detail.getOrDefault(TimelineEntry.REASON, ""), "refusal.other"),
                text("channel." + detail.getOrDefault(TimelineEntry.CHANNEL, ""), "channel.other"),
                text("told." + detail.getOrDefault(TimelineEntry.CAUSE, ""), "told.other"));
    }

    /** A part of a split request is spoken of otherwise than the whole, and so is what no single department did, or has a date. */
    private String key(TimelineEntry entry) {
        boolean part = entry.detail().containsKey(TimelineEntry.PART);
        String inTriage = (part ? "timeline.triage.part." : "timeline.triage.") + entry.type();
        String ofAPart = "timeline.part." + entry.type();
        String ofAll = "timeline.all." + entry.type();
        if (TimelineEntry.TRIAGE.equals(entry.detail().get(TimelineEntry.BY)) && texts.containsKey(inTriage)) {
            return inTriage;
        }
        if (part && texts.containsKey(ofAPart)) {
            return ofAPart;
        }
        String joined = "timeline.joined." + entry.type();
        if (entry.author() == TimelineEntry.Author.SUPPORTER && texts.containsKey(joined)) {
            return joined;
        }
        String dated = "timeline.dated." + entry.type();
        if (entry.detail().containsKey(TimelineEntry.DATE) && texts.containsKey(dated)) {
            return dated;
        }
        boolean nobody =
                entry.detail().getOrDefault(TimelineEntry.DEPARTMENT, "").isEmpty();
        return nobody && texts.containsKey(ofAll) ? ofAll : "timeline." + entry.type();
    }

    String submitted() {
        return texts.getString("timeline.service_request_submitted");
    }

    String withoutService() {
        return texts.getString("service.none");
    }

    /** Who did it, in words. */
    String author(TimelineEntry entry) {
        return switch (entry.author()) {
            case REQUESTER -> requester();
            case SUPPORTER -> texts.getString("by.supporter");
            case DEPARTMENT -> departmentName(entry.detail().getOrDefault(TimelineEntry.DEPARTMENT, ""));
            case PLATFORM -> texts.getString("by.platform");
        };
    }

    String requester() {
        return texts.getString("by.requester");
    }

    String outcome(String code) {
        return text("outcome." + code, "outcome.other");
    }

    String departmentName(String code) {
        return territory == null
                ? code
                : territory
                        .department(code)
                        .map(department -> department.name().in(language))
                        .orElse(code);
    }

    private String text(String key, String otherwise) {
        return texts.containsKey(key) ? texts.getString(key) : texts.getString(otherwise);
    }

    private String date(@Nullable String instant) {
        if (instant == null) {
            return "–";
        }
        ZoneId zone = territory == null ? ZoneId.of("UTC") : ZoneId.of(territory.timeZone());
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(Instant.parse(instant).atZone(zone));
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                TimelineTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
