package org.relais.intake.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relais.intake.tracking.TimelineEntry.Author;

class TimelineTextsTest {

    @Test
    void whatWasDecidedInTriageIsSaidOfAnAgent() {
        TimelineEntry ended = entry("case_resolved", Map.of("by", "triage", "outcome", "nothing_to_do"));
        TimelineEntry part = entry("case_resolved", Map.of("by", "triage", "outcome", "nothing_to_do", "part", "p"));
        TimelineEntry split = entry("case_split", Map.of("by", "triage"));

        TimelineTexts french = TimelineTexts.in("fr", null);
        TimelineTexts english = TimelineTexts.in("en", null);
        assertThat(french.sentence(ended)).isEqualTo("Un agent a répondu : il n’y a rien à faire.");
        assertThat(french.sentence(part)).isEqualTo("Un agent a répondu pour une part : il n’y a rien à faire.");
        assertThat(french.sentence(split)).isEqualTo("Un agent a partagé la demande entre plusieurs services.");
        assertThat(english.sentence(ended)).isEqualTo("An agent answered: nothing to do.");
        assertThat(english.sentence(part)).isEqualTo("An agent answered for one part: nothing to do.");
        assertThat(english.sentence(split)).isEqualTo("An agent split the request between several departments.");
    }

    @Test
    void anObjectionToWhatTriageEndedGoesToAnAgent() {
        TimelineEntry whole = entry("case_contested", Map.of("by", "triage", "department", ""));
        TimelineEntry part = entry("case_contested", Map.of("by", "triage", "department", "", "part", "p"));
        TimelineEntry all = entry("case_contested", Map.of("department", ""));

        TimelineTexts french = TimelineTexts.in("fr", null);
        TimelineTexts english = TimelineTexts.in("en", null);
        assertThat(french.sentence(whole)).startsWith("La contestation a été transmise à un agent");
        assertThat(french.sentence(part)).startsWith("La contestation d’une part a été transmise à un agent");
        assertThat(english.sentence(whole)).startsWith("The objection was passed on to an agent");
        assertThat(english.sentence(part)).startsWith("The objection to one part was passed on to an agent");
        assertThat(english.sentence(all)).isEqualTo("The objection was passed on for every part of the request.");
    }

    @Test
    void whatAllPartsEndedIsSaidOfEveryPart() {
        assertThat(TimelineTexts.in("fr", null).sentence(entry("case_resolved", Map.of("outcome", "fixed"))))
                .isEqualTo("Chaque part de la demande a sa réponse.");
    }

    /** The page is derived from what routing decides. */
    @Test
    void everyReasonForWhichRoutingRefusesWhatACitizenDoesHasItsWords() throws IOException {
        String line = Files.readAllLines(Path.of("../docs/lifecycle.md")).stream()
                .filter(each -> each.startsWith("What a citizen does is refused with one of:"))
                .findFirst()
                .orElseThrow();
        List<String> reasons = Pattern.compile("`([a-z_]+)`")
                .matcher(line)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(reasons).contains("case_closed", "case_resolved");
        for (String language : List.of("fr", "en")) {
            TimelineTexts texts = TimelineTexts.in(language, null);
            Set<String> sentences = new HashSet<>();
            sentences.add(texts.sentence(entry("citizen_action_refused", Map.of("reason", "no_such_reason"))));
            assertThat(reasons)
                    .allSatisfy(reason -> assertThat(sentences.add(
                                    texts.sentence(entry("citizen_action_refused", Map.of("reason", reason)))))
                            .isTrue());
        }
    }

    @Test
    void whatWaitsForAnAgentIsSaidWithTheDateWhereThereIsOne() {
        TimelineEntry dated = entry("routing_deferred", Map.of("date", "2026-03-02T16:30:00Z"));
        TimelineEntry undated = entry("routing_deferred", Map.of());
        TimelineEntry part = entry("routing_deferred", Map.of("date", "2026-03-02T16:30:00Z", "part", "p"));

        TimelineTexts french = TimelineTexts.in("fr", null);
        assertThat(french.sentence(dated)).endsWith("C’est prévu au plus tard le 2 mars 2026.");
        assertThat(french.sentence(undated)).endsWith("choisisse le service compétent.");
        assertThat(french.sentence(part)).startsWith("Une part attend").doesNotContain("2026");
        assertThat(TimelineTexts.in("en", null).sentence(dated)).endsWith("That is due by March 2, 2026.");
    }

    private static TimelineEntry entry(String type, Map<String, String> detail) {
        return new TimelineEntry(new UUID(0, 1), type, Instant.EPOCH, Author.PLATFORM, null, detail);
    }
}
