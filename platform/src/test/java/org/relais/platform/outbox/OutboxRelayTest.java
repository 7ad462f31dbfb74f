package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.relais.platform.telemetry.LogOf;
import org.springframework.util.unit.DataSize;

class OutboxRelayTest {

    private static final OutboxSettings IMPATIENT = new OutboxSettings(
            true,
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            10,
            DataSize.ofMegabytes(1),
            10,
            Duration.ofMillis(5),
            Duration.ofMillis(5));

    @RegisterExtension
    private final LogOf said = new LogOf(OutboxRelay.class);

    @Test
    void saysOnceThatTheDatabaseIsAway() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ServerSocket away = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HikariDataSource database = new HikariDataSource()) {
            Thread.ofVirtual().start(() -> hangUp(away, asked));
            database.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + away.getLocalPort() + "/nobody?sslmode=disable");
            database.setUsername("nobody");
            OutboxRelay relay = new OutboxRelay(
                    database,
                    () -> {
                        throw new IllegalStateException("nothing is to be published");
                    },
                    IMPATIENT,
                    new NumberRecovery(
                            (places, wanted, batches) -> Set.of(),
                            new AvroEventNumbers(new RegistryAvroDeserializer(), new RegistryAvroSerializer())));

            relay.start();
            await().untilAsserted(() -> assertThat(asked.get()).isGreaterThan(5));
            relay.stop();
        }

        assertThat(said.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    private static void hangUp(ServerSocket server, AtomicInteger asked) {
        while (!server.isClosed()) {
            try {
                server.accept().close();
                asked.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
