package org.relais.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.servicerequest.v1.TextRedacted;

/** Every event of every topic that is read here is either fed to its reader by a test, or passed over on purpose. */
class ConsumedEventsTest {

    /** Mails hold no text of a requester, so that there is none to redact. */
    private static final Set<Class<? extends SpecificRecord>> PASSED_OVER = Set.of(TextRedacted.class);

    private static final List<String> PACKAGES =
            List.of("org.relais.notification.following.messaging", "org.relais.notification.territory.messaging");

    @Test
    void everyConsumedEventHasAConsumptionTestOrIsPassedOverOnPurpose() {
        assertThat(consumed())
                .hasSizeGreaterThanOrEqualTo(27)
                .allSatisfy(event -> assertThat(hasConsumptionTest(event))
                        .as(event.getSimpleName() + "ConsumptionTest")
                        .isNotEqualTo(PASSED_OVER.contains(event)));
    }

    @Test
    void passesOverNothingThatIsNotOnItsTopics() {
        assertThat(consumed()).containsAll(PASSED_OVER);
    }

    private static List<Class<? extends SpecificRecord>> consumed() {
        return Topics.FIXED.stream()
                .filter(topic -> topic.consumers().contains(Topics.NOTIFICATION))
                .<Class<? extends SpecificRecord>>flatMap(topic -> topic.events().stream())
                .toList();
    }

    private static boolean hasConsumptionTest(Class<? extends SpecificRecord> event) {
        return PACKAGES.stream().anyMatch(name -> exists(name + "." + event.getSimpleName() + "ConsumptionTest"));
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className);
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
