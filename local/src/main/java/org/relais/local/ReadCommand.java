package org.relais.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryException;

/** Shows what stands in a topic, decoded, one record a line. */
final class ReadCommand implements Command {

    private static final String FOLLOW = "--follow";
    private static final Duration QUIET = Duration.ofMillis(1_500);

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        List<String> topics =
                arguments.stream().filter(argument -> !argument.equals(FOLLOW)).toList();
        if (topics.size() != 1) {
            console.note("read.usage");
            return USAGE;
        }
        int port = context.ports().number(Port.KAFKA);
        if (!PortCheck.isListening(port)) {
            console.note("error.not-running");
            return NOT_RUNNING;
        }
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "enable.auto.commit",
                "false",
                "schema.registry.url",
                context.ports().url(Port.REGISTRY) + "/apis/ccompat/v7",
                "specific.avro.reader",
                "false");
        try (RegistryAvroDeserializer values = new RegistryAvroDeserializer();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            values.configure(settings, false);
            String topic = topics.getFirst();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                console.note("read.unknown", topic);
                return FAILED;
            }
            show(console, consumer, values, partitions, arguments.contains(FOLLOW));
            return OK;
        }
    }

    private static void show(
            Console console,
            KafkaConsumer<byte[], byte[]> consumer,
            RegistryAvroDeserializer values,
            List<TopicPartition> partitions,
            boolean follow) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (true) {
            var records = consumer.poll(QUIET);
            for (ConsumerRecord<byte[], byte[]> each : records) {
                console.line(line(each, values));
            }
            if (records.isEmpty() && !follow) {
                return;
            }
        }
    }

    private static String line(ConsumerRecord<byte[], byte[]> each, RegistryAvroDeserializer values) {
        return each.partition() + "@" + each.offset() + " " + text(each.key()) + " " + value(each, values);
    }

    private static String value(ConsumerRecord<byte[], byte[]> each, RegistryAvroDeserializer values) {
        byte @Nullable [] bytes = each.value();
        if (bytes == null) {
            return "null";
        }
        try {
            String type = values.typeOf(bytes);
            return type.substring(type.lastIndexOf('.') + 1) + " " + values.deserialize(each.topic(), bytes);
        } catch (RegistryException e) {
            return e.getClass().getSimpleName() + " (" + bytes.length + ")";
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
    }
}
