package org.relais.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
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
            configureAsNew(
                    wanted.stream()
                            .filter(topic -> there.contains(topic.name()))
                            .toList(),
                    admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka's topics could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making Kafka's topics", e);
        }
    }

    /** Topics that an earlier release made may have been told otherwise. */
    private static void configureAsNew(List<Topic> topics, Admin admin)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
        topics.forEach(topic -> settings.put(
                new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                topic.configuration().entrySet().stream()
                        .map(entry -> new AlterConfigOp(
                                new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                        .toList()));
        if (!settings.isEmpty()) {
            admin.incrementalAlterConfigs(settings).all().get();
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(topic.configuration());
    }
}
