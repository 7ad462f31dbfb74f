package org.relais.bench.platform;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of the bench's own, with as many partitions as intake's. */
public final class BenchTopics {

    private BenchTopics() {}

    public static void create(String bootstrapServers, String... names)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Stream.of(names)
                            .map(name -> new NewTopic(name, Optional.of(6), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
    }
}
