package org.relais.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;

/** Every event of every topic that is read here is either fed to its reader by a test, or passed over on purpose. */
class ConsumedEventsTest {

    /** Nothing: whatever intake and the departments say is for the case. */
    private static final Set<Class<? extends SpecificRecord>> PASSED_OVER = Set.of();

    private static final List<String> PACKAGES = List.of("org.relais.routing.cases.messaging");

    @Test
    void everyConsumedEventHasAConsumptionTestOrIsPassedOverOnPurpose() {
        assertThat(consumed())
                .hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy(event -> assertThat(hasConsumptionTest(event))
                        .as(event.getSimpleName() + "ConsumptionTest")
                        .isNotEqualTo(PASSED_OVER.contains(event)));
    }

    @Test
    void passesOverNothingThatIsNotOnItsTopics() {
        assertThat(consumed()).containsAll(PASSED_OVER);
    }

    private static List<Class<? extends SpecificRecord>> consumed() {
        return Stream.concat(Topics.FIXED.stream(), Stream.of(Topics.departmentUpdates("voirie")))
                .filter(topic -> topic.consumers().contains(Topics.ROUTING))
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
