package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.relais.platform.inbox.InboxTransaction.Outcome;
import org.relais.platform.telemetry.LogOf;
import org.slf4j.event.KeyValuePair;

/** What departments call their commands and cases may be anything; the log takes ids alone. */
class InboxJournalTest {

    private static final String ID = "0197a0b2-7c1e-7d3f-8a4b-5c6d7e8f9a0b";

    @RegisterExtension
    private final LogOf said = new LogOf(InboxJournal.class);

    @Test
    void saysNothingThatSomebodyWroteInTheWayOfAnId() {
        buried("ada.canari@people.example", "06 12 34 56 78");

        assertThat(pairs()).contains(pair("offset", 7L), pair("requestId", null), pair("eventId", null));
    }

    @Test
    void saysWhatIsAnId() {
        buried(ID, ID);

        assertThat(pairs()).contains(pair("requestId", ID), pair("eventId", ID));
    }

    private void buried(String requestId, String eventId) {
        new InboxJournal(new SimpleMeterRegistry())
                .committed(List.of(new Outcome(
                        new Coordinates("department.voirie.updates.v1", 0, 7),
                        Fate.DEAD_LETTERED,
                        "command_id_invalid",
                        requestId,
                        eventId)));
    }

    private List<String> pairs() {
        assertThat(said.events()).hasSize(1);
        return said.events().getFirst().getKeyValuePairs().stream()
                .map(KeyValuePair::toString)
                .toList();
    }

    private static String pair(String key, @Nullable Object value) {
        return new KeyValuePair(key, value).toString();
    }
}
