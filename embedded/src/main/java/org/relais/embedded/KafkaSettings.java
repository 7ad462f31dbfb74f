package org.relais.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedKafka} is to run.
 *
 * @param dataDirectory where the brokers keep their data; null for a temporary folder that is deleted on close
 * @param ports trusted port of each broker, on loopback; its length is the number of brokers
 * @param controllerPorts port of each broker's controller, on loopback
 * @param saslPort port where the first broker asks for SCRAM-SHA-512 and obeys ACLs; null for none
 */
public record KafkaSettings(
        @Nullable Path dataDirectory,
        List<Integer> ports,
        List<Integer> controllerPorts,
        @Nullable Integer saslPort) {

    public KafkaSettings {
        ports = List.copyOf(ports);
        controllerPorts = List.copyOf(controllerPorts);
        if (ports.isEmpty() || ports.size() != controllerPorts.size()) {
            throw new IllegalArgumentException("as many controller ports as brokers are needed, and at least one");
        }
    }

    /** One broker on free ports, without SASL, whose data is thrown away. */
    public static KafkaSettings throwAway() {
        return new KafkaSettings(null, List.of(FreePorts.next()), List.of(FreePorts.next()), null);
    }

    public KafkaSettings withSaslPort(int port) {
        return new KafkaSettings(dataDirectory, ports, controllerPorts, port);
    }

    public KafkaSettings withDataDirectory(Path directory) {
        return new KafkaSettings(directory, ports, controllerPorts, saslPort);
    }

    /** The same on so many brokers, on free ports. */
    public KafkaSettings withBrokers(int brokers) {
        return new KafkaSettings(dataDirectory, free(brokers), free(brokers), saslPort);
    }

    private static List<Integer> free(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> FreePorts.next())
                .toList();
    }
}
