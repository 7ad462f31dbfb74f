package org.relais.notification;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.contract.ReleasedContract;
import org.relais.platform.inbox.InboundEvent;

/** A test that is run with the golden payload of every released version of an event, as the inbox hands it over. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(ReleasedVersionsOf.Payloads.class)
public @interface ReleasedVersionsOf {

    Class<? extends SpecificRecord> value();

    /** Payloads as they went out, read with today's classes. */
    final class Payloads extends AnnotationBasedArgumentsProvider<ReleasedVersionsOf> {

        @Override
        protected Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, ReleasedVersionsOf released) {
            return ReleasedContract.of(released.value()).stream()
                    .map(contract -> Arguments.argumentSet(
                            "version " + contract.version(), inbound(contract, released.value())));
        }

        public static InboundEvent newest(Class<? extends SpecificRecord> type) {
            return inbound(ReleasedContract.newest(type), type);
        }

        private static InboundEvent inbound(ReleasedContract contract, Class<? extends SpecificRecord> type) {
            SpecificRecord event = contract.payloadAs(type);
            return new InboundEvent(
                    type.getSimpleName(),
                    (String) field(event, "eventId"),
                    (String) keyOf(type, event),
                    1,
                    (Instant) field(event, "occurredAt"),
                    event,
                    topicOf(type),
                    0,
                    0);
        }

        private static String topicOf(Class<? extends SpecificRecord> type) {
            return Topics.FIXED.stream()
                    .filter(topic -> topic.events().contains(type))
                    .map(Topic::name)
                    .findFirst()
                    .orElseThrow();
        }

        private static Object keyOf(Class<? extends SpecificRecord> type, SpecificRecord event) {
            boolean territory = Topics.TERRITORY_VERSIONS.events().contains(type);
            return field(event, territory ? "jurisdictionId" : "requestId");
        }

        private static Object field(SpecificRecord event, String name) {
            return Objects.requireNonNull(
                    event.get(event.getSchema().getField(name).pos()), name);
        }
    }
}
