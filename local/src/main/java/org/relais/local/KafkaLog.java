package org.relais.local;

import java.util.List;

/** How the broker's process logs. */
final class KafkaLog {

    static final List<String> OPTIONS = List.of("-Dlogback.configurationFile=org/relais/local/kafka-logback.xml");

    private KafkaLog() {}
}
