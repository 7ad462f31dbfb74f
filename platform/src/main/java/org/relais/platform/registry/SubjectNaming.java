package org.relais.platform.registry;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Under which subject a record's schema stands: Confluent's three strategies. */
enum SubjectNaming {
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return topic + (key ? "-key" : "-value");
        }
    },
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return schema.getFullName();
        }
    },
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private final String className;

    SubjectNaming(String className) {
        this.className = className;
    }

    abstract String subject(String topic, boolean key, Schema schema);

    /** Takes Confluent's class names, with or without their package. */
    static SubjectNaming of(String configurationKey, String name) {
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(naming -> naming.className.equals(simpleName))
                .findFirst()
                .orElseThrow(() -> new InvalidConfiguration(configurationKey + ": unknown strategy " + name
                        + "; one of "
                        + Arrays.stream(values()).map(n -> n.className).collect(Collectors.joining(", "))));
    }
}
