package org.relais.e2e.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The whole platform, running. The same suite is run against each way of bringing it up. */
public interface SystemUnderTest extends AutoCloseable {

    /** What can be killed and started again. */
    enum Part {
        INTAKE,
        ROUTING,
        NOTIFICATION,
        IDENTITY,
        KAFKA,
        REGISTRY,
        POSTGRESQL
    }

    /** The first instance of intake. */
    default URI intake() {
        return intakes().getFirst();
    }

    /** Every instance of intake, as a load balancer would know them. */
    List<URI> intakes();

    URI routing();

    URI notification();

    URI identity();

    /** Health and metrics of a service, instance 1. */
    URI management(Part service);

    /** Bootstrap servers of the trusted listener. */
    String kafka();

    /** Bootstrap servers of the listener where departments sign in. */
    String departmentsKafka();

    /** Confluent API of the schema registry. */
    URI registry();

    int smtpPort();

    int imapPort();

    /** A bearer token for a department's code or a role's name. */
    String token(String client);

    /** What a department or a role proves itself by, at the issuer and at Kafka. */
    String secret(String client);

    /** Ends a part as a power cut would: SIGKILL, nothing flushed, nothing said. */
    void kill(Part part, int instance);

    /** Starts a part that was killed and waits until it answers. */
    void restart(Part part, int instance);

    /** How many instances of each service run. */
    int instances();

    /** Folders that hold Kafka's log segments and every log file, for a search through their bytes. */
    List<Path> evidence();

    @Override
    void close();
}
