package org.relais.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.MessageKind;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to a message, and what is said, where something fails that nobody foresaw. */
class SenderTest {

    private static final Delivery DUE = new Delivery(
            "0197a0b2-7c1e-7d3f-8a4b-5c6d7e8f9a0b",
            "0197a0b2-7c1e-7d3f-8a4b-5c6d7e8f9a0c",
            "town",
            "0197a0b2-7c1e-7d3f-8a4b-5c6d7e8f9a0d",
            new Cause("0197a0b2-7c1e-7d3f-8a4b-5c6d7e8f9a0e", "ServiceRequestSubmitted", Instant.EPOCH),
            MessageKind.RECEIPT,
            1,
            "fr",
            Instant.EPOCH,
            0,
            Map.of());

    private static final DeliverySettings SETTINGS = new DeliverySettings(
            2,
            Duration.ofMillis(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            Duration.ofDays(2),
            Duration.ofHours(1));

    private final Database database = new Database();
    private final Ledger ledger = new Ledger();
    private final NoAttempts attempts = new NoAttempts();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final List<Logger> heard = List.of(Sender.class, SendingLoop.class).stream()
            .map(SenderTest::logger)
            .toList();
    private final DeliveryMetrics metrics = new DeliveryMetrics(new SimpleMeterRegistry(), ledger, Clock.systemUTC());
    private volatile @Nullable Throwable failure;
    private final Sender sender = sender();

    @BeforeEach
    void listen() {
        said.list = new CopyOnWriteArrayList<>();
        said.start();
        heard.forEach(logger -> logger.addAppender(said));
    }

    @AfterEach
    void stop() {
        heard.forEach(logger -> logger.detachAppender(said));
        metrics.destroy();
    }

    @Test
    void anErrorPutsTheMessageOffLikeAnyFailure() {
        failure = new NoClassDefFoundError("not foreseen");

        assertThat(sender.sendNext()).isTrue();

        assertThat(ledger.postponed).hasValue(1);
        assertThat(database.committed).hasValue(1);
        assertThat(troubles()).containsExactly(Level.ERROR);
    }

    @Test
    void anErrorOfTheCommitPutsTheMessageOffInATransactionOfItsOwn() {
        database.failure = new NoClassDefFoundError("not foreseen");

        assertThat(sender.sendNext()).isTrue();

        assertThat(ledger.postponed).hasValue(2);
        assertThat(database.committed).hasValue(1);
        assertThat(troubles()).containsExactly(Level.ERROR);
    }

    @Test
    void whatMayHaveLeftOftenWaitsLongOnlyAfterATryThatMayHaveBeenOneMore() {
        attempts.mayHaveLeft = 7;

        sender.sendNext();
        assertThat(Duration.between(Instant.now(), ledger.dueAt))
                .as("nothing was tried")
                .isLessThan(Duration.ofMinutes(1));

        failure = new IllegalStateException("after it left, perhaps");
        sender.sendNext();
        assertThat(Duration.between(Instant.now(), ledger.dueAt)).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void aDatabaseThatGoesAwayMeanwhileIsToldByWhoIsLeft() {
        failure = new DataAccessResourceFailureException("terminated");
        database.down = true;

        assertThatThrownBy(sender::sendNext).isInstanceOf(TransactionSystemException.class);

        assertThat(troubles()).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayIsToldOnceAndThatItIsBack() {
        failure = new DataAccessResourceFailureException("terminated");
        database.down = true;
        SendingLoop loop = new SendingLoop(sender, new Bell(), SETTINGS);
        loop.start();

        await().untilAsserted(() -> assertThat(ledger.claimed.get()).isGreaterThan(5));
        assertThat(troubles()).containsExactly(Level.WARN);
        assertThat(ledger.postponed).hasValue(0);

        failure = null;
        database.down = false;
        await().untilAsserted(() -> assertThat(outcomes()).contains("sending_again"));
        loop.stop();
        assertThat(troubles()).doesNotContain(Level.ERROR);
    }

    private List<Level> troubles() {
        return said.list.stream()
                .map(ILoggingEvent::getLevel)
                .filter(level -> level.isGreaterOrEqual(Level.WARN))
                .toList();
    }

    private List<Object> outcomes() {
        return said.list.stream()
                .flatMap(event -> event.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals("outcome"))
                .map(pair -> pair.value)
                .toList();
    }

    private static Logger logger(Class<?> of) {
        return (Logger) LoggerFactory.getLogger(of);
    }

    /** Every message ends, or is put off, before anybody is asked for an address. */
    @SuppressWarnings("NullAway")
    private Sender sender() {
        DeliveryEvents events = new DeliveryEvents() {
            @Override
            public boolean canTell() {
                switch (failure) {
                    case RuntimeException exception -> throw exception;
                    case Error error -> throw error;
                    case null, default -> {}
                }
                return false;
            }

            @Override
            public void ended(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at) {
                throw new AssertionError("nothing comes to its end here");
            }
        };
        return new Sender(
                ledger,
                attempts,
                new DeliveryEnd(ledger, attempts, events, metrics),
                requesterId -> new ContactBook.Reply.Unavailable(),
                null,
                null,
                null,
                null,
                null,
                mail -> new Mailer.Result.Accepted(),
                null,
                null,
                null,
                null,
                metrics,
                SETTINGS,
                new TransactionTemplate(database),
                Clock.systemUTC());
    }

    private static final class Ledger extends UnusedLedger {

        private final AtomicInteger claimed = new AtomicInteger();
        private final AtomicInteger postponed = new AtomicInteger();
        private volatile Instant dueAt = Instant.EPOCH;

        @Override
        public Optional<Delivery> claimNext(Instant now, Instant orderKeptSince) {
            claimed.incrementAndGet();
            return Optional.of(DUE);
        }

        @Override
        public Optional<String> recalled(String deliveryId) {
            return Optional.empty();
        }

        @Override
        public boolean postpone(Delivery delivery, Instant dueAt) {
            postponed.incrementAndGet();
            this.dueAt = dueAt;
            return true;
        }

        @Override
        public Waiting waiting(Instant now) {
            return new Waiting(0, Duration.ZERO);
        }
    }

    private static final class NoAttempts implements Attempts {

        private int mayHaveLeft;

        @Override
        public Optional<Composition> composition(String deliveryId) {
            return Optional.empty();
        }

        @Override
        public Attempt begin(String deliveryId, Channel channel, Composition composition, Instant at) {
            throw new AssertionError("nothing is handed over here");
        }

        @Override
        public Optional<Channel> lastChannel(String deliveryId) {
            return Optional.empty();
        }

        @Override
        public int ofUnknownOutcome(String deliveryId) {
            return mayHaveLeft;
        }

        @Override
        public boolean wasRefused(String deliveryId, Channel channel) {
            return false;
        }

        @Override
        public void end(String deliveryId, Attempt attempt, Result result, Instant at) {
            throw new AssertionError("nothing is handed over here");
        }

        @Override
        public void forget(String deliveryId) {
            throw new AssertionError("nothing comes to its end here");
        }
    }

    /** Transactions of a database that can be away: one that began before then can't be rolled back, to a savepoint neither. */
    private static final class Database extends AbstractPlatformTransactionManager {

        private final AtomicInteger committed = new AtomicInteger();
        private final ThreadLocal<AtomicInteger> begun = ThreadLocal.withInitial(AtomicInteger::new);
        private volatile boolean down;
        private volatile @Nullable Error failure;

        private final class Transaction implements SavepointManager {

            @Override
            public Object createSavepoint() {
                return new Object();
            }

            @Override
            public void rollbackToSavepoint(Object savepoint) {
                if (down) {
                    throw new TransactionSystemException("no savepoint", new SQLException("closed"));
                }
            }

            @Override
            public void releaseSavepoint(Object savepoint) {}
        }

        @Override
        protected Object doGetTransaction() {
            return new Transaction();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // It goes away in the middle of each first.
            if (down && begun.get().incrementAndGet() % 2 == 0) {
                throw new CannotCreateTransactionException("away");
            }
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (down) {
                throw new TransactionSystemException("no commit", new SQLException("closed"));
            }
            Error once = failure;
            failure = null;
            if (once != null) {
                throw once;
            }
            committed.incrementAndGet();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            if (down) {
                throw new TransactionSystemException("no rollback", new SQLException("closed"));
            }
        }
    }
}
