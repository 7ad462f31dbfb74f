package org.relais.intake.dialogue.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.filing.PayloadMark;

/** Turns as two instances take them, each with what it needs of the service's one pool. */
class LockedTurnsIT {

    private static final int MESSAGES = 40;

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    @Test
    void letsOneMessageOfAPersonInWhicheverInstanceItComesTo() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Optional<Integer>> done = atOnce(number -> new PayloadMark(new byte[] {1}), () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            int answer = asked();
            inside.decrementAndGet();
            return answer;
        });

        assertThat(done).hasSize(MESSAGES).allMatch(Optional::isPresent);
        assertThat(most).hasValue(1);
    }

    /** More turns than the service's pool has connections: none of them stands in the way of the work of another. */
    @Test
    void leavesTheServicesConnectionsToTheWork() throws Exception {
        List<Optional<Integer>> done =
                atOnce(number -> new PayloadMark(("person " + number).getBytes(StandardCharsets.UTF_8)), this::asked);

        assertThat(done).hasSize(MESSAGES).allMatch(Optional::isPresent);
    }

    private interface Person {
        PayloadMark ofMessage(int number);
    }

    private interface Work {
        int done();
    }

    private List<Optional<Integer>> atOnce(Person person, Work work)
            throws SQLException, InterruptedException, ExecutionException {
        LockedTurns one = new LockedTurns(intake.part(DataSource.class));
        LockedTurns other = new LockedTurns(intake.part(DataSource.class));
        try (var threads = Executors.newFixedThreadPool(MESSAGES)) {
            List<Future<Optional<Integer>>> messages = new ArrayList<>();
            for (int number = 0; number < MESSAGES; number++) {
                LockedTurns turns = number % 2 == 0 ? one : other;
                PayloadMark mark = person.ofMessage(number);
                messages.add(threads.submit(() -> turns.inTurn(mark, work::done)));
            }
            List<Optional<Integer>> done = new ArrayList<>();
            for (Future<Optional<Integer>> message : messages) {
                done.add(message.get());
            }
            return done;
        } finally {
            one.destroy();
            other.destroy();
        }
    }

    private int asked() {
        Integer answer = intake.database().queryForObject("SELECT 1 FROM pg_sleep(0.01)", Integer.class);
        return answer == null ? 0 : answer;
    }
}
