package org.relais.bench.relay;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * gruelbox transaction-outbox: each event a method call that is stored, and made again by one of many threads. The newest
 * version that could be resolved has no delivery in order, so it has an easier task than ours.
 */
final class LibraryRelay implements Relay {

    private static final int THREADS = 32;
    private static final Duration ATTEMPTS = Duration.ofSeconds(10);

    /** What is stored as a call; public with an interface, since the library makes a proxy of it. */
    public interface Publisher {
        void publish(String topic, String key, String value);
    }

    private final HikariDataSource dataSource;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TransactionManager transactions;
    private final TransactionOutbox outbox;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private volatile boolean running;
    private Thread flusher = Thread.ofPlatform().unstarted(() -> {});

    LibraryRelay(RelayTarget target) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(target.jdbcUrl());
        pool.setUsername(target.user());
        pool.setPassword(target.user());
        pool.setMaximumPoolSize(THREADS + 4);
        dataSource = new HikariDataSource(pool);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        target.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        transactions = TransactionManager.fromDataSource(dataSource);
        Publisher publisher = this::publish;
        outbox = TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
                .instantiator(Instantiator.using(any -> publisher))
                .submitter((entry, process) -> {
                    if (running) {
                        Submitter.withExecutor(threads).submit(entry, process);
                    }
                })
                .attemptFrequency(ATTEMPTS)
                .flushBatchSize(5_000)
                .build();
    }

    @Override
    public void append(List<Event> events) {
        transactions.inTransaction(() -> events.forEach(
                event -> outbox.schedule(Publisher.class).publish(event.topic(), event.requestId(), event.value())));
    }

    private void publish(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(
                            topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    /** Waits first until everything stored is due for an attempt, so that the library isn't charged for its pause. */
    @Override
    public void start() {
        LockSupport.parkNanos(ATTEMPTS.toNanos());
        running = true;
        flusher = Thread.ofPlatform().daemon().start(() -> {
            while (running) {
                if (!outbox.flush()) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            }
        });
    }

    @Override
    public String table() {
        return "txno_outbox WHERE NOT processed";
    }

    @Override
    public void close() {
        running = false;
        try {
            flusher.join();
            threads.shutdown();
            threads.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        dataSource.close();
    }
}
