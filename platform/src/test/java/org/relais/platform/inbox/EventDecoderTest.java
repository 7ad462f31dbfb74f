package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.platform.inbox.Decoded.NotForUs;
import org.relais.platform.inbox.Decoded.Unreadable;

class EventDecoderTest {

    private static final String TOPIC = Topics.departmentUpdates("voirie").name();

    @Test
    void doesNotReadCommandsOfATypeThatNobodyTakes() {
        EventDecoder decoder = new EventDecoder(
                value -> {
                    throw new AssertionError("read all the same");
                },
                value -> "org.example.Unbounded");

        Incoming incoming = decoder.decode(
                new InboxSubscription.Commands(
                        Topics.departmentUpdatesPattern(), Set.of(AcknowledgeCase.class), event -> {}),
                new ConsumerRecord<>(TOPIC, 0, 0, new byte[0], new byte[] {0}));

        assertThat(incoming.decoded()).isEqualTo(new NotForUs("Unbounded", null, 0));
    }

    @Test
    void takesWhatBreaksAvroInAWayThatNobodyForesawForUnreadable() {
        for (Throwable unforeseen : List.of(new ArithmeticException("long overflow"), new StackOverflowError())) {
            EventDecoder decoder = new EventDecoder(
                    value -> {
                        if (unforeseen instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) unforeseen;
                    },
                    value -> AcknowledgeCase.class.getName());

            Incoming incoming = decoder.decode(
                    new InboxSubscription.Commands(
                            Topics.departmentUpdatesPattern(), Set.of(AcknowledgeCase.class), event -> {}),
                    new ConsumerRecord<>(TOPIC, 0, 0, new byte[0], new byte[] {0}));

            assertThat(incoming.decoded()).isEqualTo(new Unreadable("invalid_avro"));
        }
    }

    /** A fault of ours must not bury the events of our own services. */
    @Test
    void doesNotBlameWhatOurOwnServicesWriteForIt() {
        EventDecoder decoder = new EventDecoder(
                value -> {
                    throw new IllegalStateException("a fault of ours");
                },
                value -> AcknowledgeCase.class.getName());

        assertThatThrownBy(() -> decoder.decode(
                        new InboxSubscription.Numbered(Topics.INTAKE_SERVICE_REQUESTS, event -> {}),
                        new ConsumerRecord<>(Topics.INTAKE_SERVICE_REQUESTS.name(), 0, 0, new byte[0], new byte[] {0})))
                .hasMessage("a fault of ours");
    }
}
