package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which topics are read, from where, and which are left for another time. {@code NumberRecoveryIT} reads them from a broker. */
class OwnTopicsTest {

    private static final Node BROKER = new Node(1, "broker", 9092);

    private final Broker broker = new Broker();
    private final List<String> found = new ArrayList<>();
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    @Test
    void readsItsOwnFromTheirPositionsToTheirEnds() throws SQLException {
        broker.has("own.a", BROKER, "one/1", "one/2", "two/1");
        broker.has("own.b", BROKER, "three/1");
        broker.has("another's", BROKER, "four/1");

        assertThat(read(Map.of(at("own.a"), 1L))).isEmpty();

        assertThat(found).containsExactlyInAnyOrder("own.a one/2", "own.a two/1", "own.b three/1");
        assertThat(reached).isEqualTo(Map.of(at("own.a"), 3L, at("own.b"), 1L));
    }

    @Test
    void aTopicThatEndsBeforeItsPositionWasMadeAnew() throws SQLException {
        broker.has("own.a", BROKER, "one/1");

        read(Map.of(at("own.a"), 5L));

        assertThat(found).containsExactly("own.a one/1");
    }

    @Test
    void aTopicWithoutALeaderIsLeftUnreadAlone() throws SQLException {
        broker.has("own.a", null, "one/1");
        broker.has("own.b", BROKER, "two/1");

        assertThat(read(Map.of())).containsExactly("own.a");

        assertThat(found).containsExactly("own.b two/1");
        assertThat(reached).containsOnlyKeys(at("own.b"));
    }

    @Test
    void aTopicWhoseLeaderDoesNotAnswerIsLeftUnreadAlone() throws SQLException {
        broker.has("own.a", BROKER, "one/1");
        broker.has("own.b", BROKER, "two/1");
        broker.silent.add(at("own.a"));

        assertThat(read(Map.of())).containsExactly("own.a");

        assertThat(found).containsExactly("own.b two/1");
    }

    @Test
    void aTopicWhoseRecordsDoNotComeIsLeftUnreadWhereItStopped() throws SQLException {
        broker.has("own.a", BROKER, "one/1", "one/2");
        broker.has("own.b", BROKER, "two/1");
        broker.ends.put(at("own.a"), 3L);

        assertThat(read(Map.of())).containsExactly("own.a");

        assertThat(found).containsExactlyInAnyOrder("own.a one/2", "own.b two/1");
        assertThat(reached).isEqualTo(Map.of(at("own.a"), 2L, at("own.b"), 1L));
    }

    @Test
    void whereNoLeaderAnswersTheTermDoesNotBegin() {
        broker.has("own.a", BROKER, "one/1");
        broker.has("own.b", BROKER, "two/1");
        broker.silent.addAll(List.of(at("own.a"), at("own.b")));

        assertThatThrownBy(() -> read(Map.of())).isInstanceOf(TimeoutException.class);
    }

    private Set<String> read(Map<TopicPartition, Long> positions) throws SQLException {
        return new OwnTopics(() -> broker, topic -> topic.startsWith("own."), new TextNumbers(), 100)
                .readFrom(positions, () -> true, this::take);
    }

    private void take(Collection<PublishedLane> lanes, Map<TopicPartition, Long> positions) {
        lanes.forEach(lane -> found.add(lane.lane().topic() + " " + lane.lane().orderingKey() + "/" + lane.last()));
        reached.putAll(positions);
    }

    private static TopicPartition at(String topic) {
        return new TopicPartition(topic, 0);
    }

    /** Topics of one partition; some leaders don't answer. */
    private static final class Broker extends MockConsumer<byte[], byte[]> {

        private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private final Set<TopicPartition> silent = new HashSet<>();

        Broker() {
            super("earliest");
        }

        /** @param events each a key and its number */
        void has(String topic, @Nullable Node leader, String... events) {
            Node[] replicas = {BROKER};
            updatePartitions(topic, List.of(new PartitionInfo(topic, 0, leader, replicas, replicas)));
            ends.put(at(topic), (long) events.length);
            topics.put(
                    at(topic),
                    Arrays.stream(events)
                            .map(event -> record(topic, Arrays.asList(events).indexOf(event), event.split("/")))
                            .toList());
        }

        private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String[] event) {
            var found = new ConsumerRecord<>(topic, 0, offset, bytes(event[0]), bytes(event[1]));
            found.headers().add(EventId.HEADER, bytes(topic + offset));
            return found;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            if (partitions.stream().anyMatch(silent::contains)) {
                throw new TimeoutException("no answer");
            }
            Map<TopicPartition, Long> asked = new HashMap<>(ends);
            asked.keySet().retainAll(partitions);
            return asked;
        }

        @Override
        public void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            partitions.forEach(
                    partition -> topics.getOrDefault(partition, List.of()).forEach(this::addRecord));
        }
    }

    /** The value is the number. */
    private static final class TextNumbers implements EventNumbers {

        @Override
        public OptionalLong of(byte[] value) {
            return OptionalLong.of(Long.parseLong(new String(value, StandardCharsets.UTF_8)));
        }

        @Override
        public byte[] renumbered(String topic, byte[] value, long number) {
            throw new AssertionError("reading gives no numbers");
        }
    }
}
