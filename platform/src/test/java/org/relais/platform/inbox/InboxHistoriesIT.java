package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.relais.embedded.EmbeddedKafka;
import org.relais.event.catalogue.Topic;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.platform.outbox.OutboxHarness;

/**
 * Histories of one request as a topic may deliver them.
 *
 * <p>Legal is 1, 2, 3 …, any of them repeated later and at any place. Illegal are numbers out of order, numbers that are missing,
 * and events that are refused by their handler. Whatever comes, what is applied is 1, 2, 3 … without gap or repeat, up to the
 * first number that is missing or refused; what lies behind it is held, and nothing is forgotten.
 */
class InboxHistoriesIT {

    @SuppressWarnings("NullAway.Init")
    private static OutboxHarness service;

    @SuppressWarnings("NullAway.Init")
    private static Reader reader;

    /**
     * @param delivered numbers in the order they are delivered
     * @param refused numbers whose handler refuses them
     * @param batch how many are polled at once
     */
    record History(List<Long> delivered, Set<Long> refused, int batch) {}

    @BeforeContainer
    static void start() {
        service = new OutboxHarness(EmbeddedKafka.shared());
        service.jdbc().execute("CREATE TABLE applied (id bigserial, request_id text, sequence bigint)");
        reader = new Reader();
    }

    @AfterContainer
    static void stop() {
        service.close();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN, shrinking = ShrinkingMode.BOUNDED)
    void whatIsAppliedIsWholeAndInOrderWhateverIsDelivered(@ForAll("histories") History history) {
        String request = UUID.randomUUID().toString();

        reader.deliver(request, history);

        long firstMissing = firstMissing(history);
        assertThat(service.jdbc()
                        .queryForList(
                                "SELECT sequence FROM applied WHERE request_id = ? ORDER BY id", Long.class, request))
                .isEqualTo(LongStream.range(1, firstMissing).boxed().toList());
        Set<Long> behind = new TreeSet<>(history.delivered());
        behind.removeIf(n -> n <= firstMissing);
        assertThat(service.jdbc()
                        .queryForList(
                                "SELECT sequence FROM inbox_held WHERE request_id = ? ORDER BY sequence",
                                Long.class,
                                request))
                .containsExactlyElementsOf(behind);
    }

    @Provide
    Arbitrary<History> histories() {
        Arbitrary<List<Long>> anything =
                Arbitraries.longs().between(1, 8).list().ofMinSize(1).ofMaxSize(20);
        Arbitrary<List<Long>> legal = Arbitraries.integers().between(1, 12).map(n -> legal(n));
        Arbitrary<List<Long>> shuffled =
                Arbitraries.integers().between(1, 10).flatMap(n -> Arbitraries.shuffle(legal(n)));
        return Combinators.combine(
                        Arbitraries.oneOf(anything, legal, shuffled),
                        Arbitraries.longs().between(1, 12).set().ofMaxSize(2),
                        Arbitraries.integers().between(1, 20))
                .as(History::new);
    }

    private static List<Long> legal(int upTo) {
        return LongStream.rangeClosed(1, upTo).boxed().toList();
    }

    private static long firstMissing(History history) {
        Set<Long> there = new HashSet<>(history.delivered());
        long number = 1;
        while (there.contains(number) && !history.refused().contains(number)) {
            number++;
        }
        return number;
    }

    /** An inbox without a consumer: the history is the consumer. */
    private static final class Reader {

        private final Topic topic = new Topic(
                "test.histories.v1",
                "writer",
                "relais/test",
                Topic.Key.REQUEST_ID,
                List.of(RequesterErased.class),
                1,
                Duration.ofDays(1),
                List.of());
        private final List<RequesterErased> written = new ArrayList<>();
        private final Inbox inbox;
        private Set<Long> refused = Set.of();

        Reader() {
            inbox = new Inbox(
                    new InboxStore(service.jdbc()),
                    new EventDecoder(
                            this::read, value -> read(value).getSchema().getFullName()),
                    new Subscriptions(List.of(new InboxSubscription.Numbered(topic, this::apply))),
                    service.transaction(),
                    service.deadInstance(),
                    Clock.systemUTC(),
                    "histories",
                    InboxHarness.settings(),
                    new InboxJournal(new SimpleMeterRegistry()));
        }

        void deliver(String request, History history) {
            refused = history.refused();
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            for (long number : history.delivered()) {
                long offset = written.size();
                written.add(InboxHarness.event(request, number));
                byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
                batch.add(new ConsumerRecord<>(topic.name(), 0, offset, new byte[0], value));
                if (batch.size() == history.batch()) {
                    assertThat(inbox.take(batch)).isEmpty();
                    batch.clear();
                }
            }
            assertThat(inbox.take(batch)).isEmpty();
        }

        private GenericContainer read(byte[] value) {
            return written.get((int) ByteBuffer.wrap(value).getLong());
        }

        private void apply(InboundEvent event) {
            service.jdbc()
                    .update(
                            "INSERT INTO applied (request_id, sequence) VALUES (?, ?)",
                            event.requestId(),
                            event.sequence());
            if (refused.contains(event.sequence())) {
                throw new UnacceptableEvent("refused");
            }
        }
    }
}
