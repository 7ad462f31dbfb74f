package org.relais.routing.cases.messaging;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.platform.telemetry.LogKeys;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Territories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every department that takes part by Kafka has its two topics. It looks often and asks the broker only when
 * one may be missing; a broker that is away is asked again next time, and no request waits for it here.
 */
@Component
class DepartmentTopics {

    private static final Logger LOG = LoggerFactory.getLogger(DepartmentTopics.class);

    private final Territories territories;
    private final KafkaAdmin admin;
    private final Set<String> created = new HashSet<>();

    DepartmentTopics(Territories territories, KafkaAdmin admin) {
        this.territories = territories;
        this.admin = admin;
    }

    @Scheduled(fixedDelayString = "${relais.routing.department-topics-every:1s}")
    synchronized void create() {
        List<Topic> missing = territories.current().stream()
                .flatMap(territory -> territory.departments().stream())
                .filter(Department::kafka)
                .map(Department::code)
                .flatMap(code -> Stream.of(Topics.departmentRequests(code), Topics.departmentUpdates(code)))
                .filter(topic -> !created.contains(topic.name()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try {
            admin.createOrModifyTopics(
                    missing.stream().map(DepartmentTopics::asNew).toArray(NewTopic[]::new));
            missing.forEach(topic -> created.add(topic.name()));
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.OUTCOME, "unavailable")
                    .addKeyValue(LogKeys.REASON, failure.getClass().getSimpleName())
                    .log("Departments' topics could not be created yet");
        }
    }

    private static NewTopic asNew(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(topic.configuration());
    }
}
