package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes(4, 1_000);

    @BeforeEach
    void open() {
        lanes.open(Set.of());
    }

    @Test
    void aLaterRowOfALaneWaitsForTheAcknowledgementOfTheEarlierOne() {
        OutboxRow first = row(1, "a", 1);
        OutboxRow second = row(2, "a", 2);
        OutboxRow other = row(3, "b", 1);
        List.of(first, second, other).forEach(lanes::offer);

        assertThat(take()).isSameAs(first);
        assertThat(take()).isSameAs(other);
        assertThat(take()).isNull();
        lanes.acknowledged(first);

        assertThat(take()).isSameAs(second);
    }

    @Test
    void nothingIsTakenOfATopicThatIsSetAsideForATerm() {
        OutboxRow row = row(1, "a", 1);
        lanes.open(Set.of(row.lane().topic()));

        lanes.offer(row);

        assertThat(lanes.promise(2, row.lane())).isFalse();
        assertThat(take()).isNull();
        assertThat(lanes.suspended()).containsExactly(row.lane().topic());
        lanes.open(Set.of());
        lanes.offer(row);
        assertThat(take()).isSameAs(row);
    }

    @Test
    void aPromisedRowKeepsItsPlaceInFrontOfALaterOneThatWasReadFirst() {
        OutboxRow first = row(1, "a", 1);
        OutboxRow second = row(2, "a", 2);
        assertThat(lanes.promise(1, first.lane())).isTrue();
        lanes.offer(second);

        assertThat(take()).isNull();
        lanes.handOver(first);

        assertThat(take()).isSameAs(first);
    }

    @Test
    void aPromiseThatIsNotKeptLeavesTheLaneToTheTable() {
        OutboxRow second = row(2, "a", 2);
        lanes.promise(1, second.lane());
        lanes.offer(second);
        long before = lanes.forgets();

        lanes.withdraw(1);

        assertThat(take()).isNull();
        assertThat(lanes.known()).isEmpty();
        assertThat(lanes.forgets()).isGreaterThan(before);
        lanes.handOver(row(1, "a", 1));
        assertThat(take()).isNull();
    }

    @Test
    void aKnownRowIsNotTakenTwiceUntilItIsDeleted() {
        OutboxRow row = row(1, "a", 1);
        lanes.offer(row);
        assertThat(take()).isSameAs(row);
        lanes.acknowledged(row);
        lanes.offer(row(1, "a", 1));
        assertThat(take()).isNull();

        List<Long> done = lanes.takeDone();
        lanes.deleted(done);

        assertThat(done).containsExactly(1L);
        assertThat(lanes.known()).isEmpty();
    }

    @Test
    void aFailedRowBlocksItsLaneOnly() {
        OutboxRow failing = row(1, "a", 1);
        OutboxRow other = row(3, "b", 1);
        List.of(failing, row(2, "a", 2), other).forEach(lanes::offer);
        take();

        lanes.failed(failing, "record_too_large");

        assertThat(take()).isSameAs(other);
        assertThat(take()).isNull();
        assertThat(lanes.takeFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("record_too_large"));
    }

    @Test
    void whatMemoryDoesNotHoldStaysInTheTable() {
        for (int id = 1; id <= 6; id++) {
            lanes.offer(row(id, "key-" + id, 1));
        }

        assertThat(lanes.known()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(lanes.promise(7, new Lane("topic", "key-7"))).isFalse();
        assertThat(lanes.room()).isZero();
    }

    @Test
    void largeRowsFillMemoryBeforeManyDoAndMakeRoomWhenTheyAreGone() {
        OutboxRow first = row(1, "a", new byte[600]);
        OutboxRow second = row(2, "b", new byte[600]);
        List.of(first, second, row(3, "c", new byte[1])).forEach(lanes::offer);

        assertThat(lanes.known()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(lanes.roomInBytes()).isZero();
        assertThat(lanes.promise(4, new Lane("topic", "d"))).isFalse();

        assertThat(take()).isSameAs(first);
        lanes.acknowledged(first);
        assertThat(lanes.roomInBytes()).isEqualTo(400);
        lanes.forget(second.lane());
        assertThat(lanes.roomInBytes()).isEqualTo(1_000);
        assertThat(lanes.promise(4, new Lane("topic", "d"))).isTrue();
        lanes.handOver(row(4, "d", new byte[100]));
        assertThat(lanes.roomInBytes()).isEqualTo(900);
        lanes.clear();
        lanes.open(Set.of());
        assertThat(lanes.roomInBytes()).isEqualTo(1_000);
    }

    @Test
    void aRowLargerThanAllMemoryIsTakenByItself() {
        OutboxRow huge = row(1, "a", new byte[5_000]);

        lanes.offer(huge);
        lanes.offer(row(2, "b", new byte[1]));

        assertThat(take()).isSameAs(huge);
        assertThat(lanes.known()).containsExactly(1L);
    }

    @Test
    void aTopicSetAsideIsForgottenButForWhatIsWithTheProducer() {
        OutboxRow sent = row(1, "a", 1);
        OutboxRow refused = row(2, "b", 1);
        List.of(sent, refused, row(3, "c", 1)).forEach(lanes::offer);
        take();
        take();

        lanes.suspend("topic", refused);

        assertThat(lanes.known()).containsExactly(1L);
        assertThat(take()).isNull();
        lanes.offer(row(4, "d", 1));
        assertThat(lanes.known()).containsExactly(1L);
        lanes.resume("topic");
        lanes.offer(row(4, "d", 1));
        assertThat(take()).isNotNull();
    }

    @Test
    void anAcknowledgementOfAFormerTermCountsForNothing() {
        OutboxRow former = row(1, "a", 1);
        lanes.offer(former);
        take();
        lanes.clear();
        lanes.open(Set.of());
        lanes.offer(row(1, "a", 1));

        lanes.acknowledged(former);

        assertThat(lanes.takeDone()).isEmpty();
        assertThat(take()).isNotNull();
    }

    private @Nullable OutboxRow take() {
        try {
            return lanes.take(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutboxRow row(long id, String orderingKey, long sequence) {
        return new OutboxRow(id, new PreparedEvent("topic", orderingKey, sequence, null, Map.of(), null));
    }

    private static OutboxRow row(long id, String orderingKey, byte[] value) {
        return new OutboxRow(id, new PreparedEvent("topic", orderingKey, 1, null, Map.of(), value));
    }
}
