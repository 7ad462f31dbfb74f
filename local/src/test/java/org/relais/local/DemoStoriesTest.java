package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoStoriesTest {

    private static final LocalDate TODAY = LocalDate.parse("2027-05-16");

    @Test
    void whatAStoryPlansIsAheadOfTheDayOnWhichItIsTold() {
        JsonNode body = JsonMapper.builder().build().readTree("{\"outcome\": \"planned\", \"plannedFor\": \"P6M\"}");

        assertThat(DemoStories.planned(body, TODAY).path("plannedFor").asString())
                .isEqualTo("2027-11-16");
        assertThat(body.path("plannedFor").asString()).isEqualTo("P6M");
    }

    @Test
    void noStoryHoldsADateThatPasses() {
        for (JsonNode planned : DemoStories.read().findValues("plannedFor")) {
            assertThat(planned.asString()).startsWith("P");
        }
    }
}
