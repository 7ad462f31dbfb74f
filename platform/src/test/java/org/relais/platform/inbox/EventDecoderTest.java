package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.platform.inbox.Decoded.NotForUs;

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
}
