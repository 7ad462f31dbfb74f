package org.relais.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;

/** Kafka's topics as the catalogue says, made where they are missing. */
final class Topology {

    private final String bootstrapServers;

    Topology(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void create() {
        List<Topic> wanted = Stream.concat(
                        Topics.FIXED.stream(), Topics.GROUPS.stream().map(Topics::deadLetters))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> there = new HashSet<>(admin.listTopics().names().get());
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : wanted) {
                if (!there.contains(topic.name())) {
                    missing.add(newTopic(topic));
                }
            }
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka's topics could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making Kafka's topics", e);
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(topic.configuration());
    }
}
