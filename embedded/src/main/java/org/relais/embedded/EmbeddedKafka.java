package org.relais.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka in this JVM: one broker or several, in KRaft mode. It can be stopped and started again on the same ports with
 * the same data.
 *
 * <p>The trusted listener on loopback takes everyone as the superuser; the optional SASL listener knows nobody until a SCRAM
 * user and ACLs are made, and refuses what no ACL allows.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** Fixed, so that data which was kept is recognised. */
    private static final String CLUSTER_ID = "cmVsYWlzLWxvY2FsLWthZg";

    private static final String HOST = "127.0.0.1";

    private final KafkaSettings settings;
    private final Path data;
    private List<KafkaRaftServer> servers = List.of();

    private EmbeddedKafka(KafkaSettings settings) {
        this.settings = settings;
        Path kept = settings.dataDirectory();
        this.data = kept == null ? TemporaryFolders.create("kafka") : kept;
    }

    /** One broker on free ports whose data is thrown away on close. */
    public static EmbeddedKafka start() {
        return start(KafkaSettings.throwAway());
    }

    public static EmbeddedKafka start(KafkaSettings settings) {
        EmbeddedKafka kafka = new EmbeddedKafka(settings);
        kafka.startBrokers();
        return kafka;
    }

    /** The one broker that every test of this JVM may share; it ends with the JVM. */
    public static EmbeddedKafka shared() {
        return Shared.INSTANCE;
    }

    public String bootstrapServers() {
        return settings.ports().stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
    }

    /** Where a client signs in by SCRAM-SHA-512. */
    public String saslBootstrapServers() {
        Integer port = settings.saslPort();
        if (port == null) {
            throw new IllegalStateException("started without a SASL port");
        }
        return HOST + ":" + port;
    }

    public Path dataDirectory() {
        return data;
    }

    /** Starts brokers that were stopped, with the data they had. */
    public synchronized void startBrokers() {
        if (!servers.isEmpty()) {
            return;
        }
        List<KafkaRaftServer> starting = new ArrayList<>();
        for (int node = 1; node <= settings.ports().size(); node++) {
            starting.add(broker(node));
        }
        servers = List.copyOf(starting);
        together(servers, KafkaRaftServer::startup);
    }

    /** Stops all brokers at once, keeping their data. */
    public synchronized void stopBrokers() {
        together(servers, server -> {
            server.shutdown();
            server.awaitShutdown();
        });
        servers = List.of();
    }

    @Override
    public void close() {
        stopBrokers();
        if (settings.dataDirectory() == null) {
            TemporaryFolders.delete(data);
        }
    }

    /** A quorum only comes up, and only goes down in order, when its members do so together. */
    private static void together(List<KafkaRaftServer> servers, java.util.function.Consumer<KafkaRaftServer> action) {
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Thread> threads = servers.stream()
                .map(server -> Thread.ofPlatform().name("embedded-kafka").start(() -> {
                    try {
                        action.accept(server);
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the brokers", e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a broker did not start or stop", failures.getFirst());
        }
    }

    private KafkaRaftServer broker(int node) {
        Path directory = data.resolve("broker-" + node);
        format(node, directory);
        return new KafkaRaftServer(KafkaConfig.fromProps(properties(node, directory), false), Time.SYSTEM);
    }

    private static void format(int node, Path directory) {
        try {
            new Formatter()
                    .setPrintStream(new java.io.PrintStream(
                            java.io.OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8))
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(node)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's data folder could not be formatted: " + directory, e);
        }
    }

    private Properties properties(int node, Path directory) {
        int replication = Math.min(3, settings.ports().size());
        int inSync = replication == 1 ? 1 : 2;
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(node));
        p.put("log.dirs", directory.toString());
        p.put("controller.quorum.voters", voters());
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "TRUSTED");
        p.put("listener.security.protocol.map", "TRUSTED:PLAINTEXT,CONTROLLER:PLAINTEXT,DEPARTMENTS:SASL_PLAINTEXT");
        listeners(node, p);

        p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Only the loopback listeners have an anonymous user; the other one signs everybody in.
        p.put("super.users", "User:ANONYMOUS");

        p.put("auto.create.topics.enable", "false");
        p.put("default.replication.factor", Integer.toString(replication));
        p.put("min.insync.replicas", Integer.toString(inSync));
        p.put("unclean.leader.election.enable", "false");
        p.put("offsets.topic.num.partitions", "5");
        p.put("offsets.topic.replication.factor", Integer.toString(replication));
        p.put("transaction.state.log.num.partitions", "5");
        p.put("transaction.state.log.replication.factor", Integer.toString(replication));
        p.put("transaction.state.log.min.isr", Integer.toString(inSync));
        p.put("share.coordinator.state.topic.num.partitions", "5");
        p.put("share.coordinator.state.topic.replication.factor", Integer.toString(replication));
        p.put("share.coordinator.state.topic.min.isr", Integer.toString(inSync));
        p.put("group.initial.rebalance.delay.ms", "0");
        // Without these a broker that comes back after kill -9 waits ten seconds for its former self.
        p.put("controlled.shutdown.enable", "true");
        p.put("broker.session.timeout.ms", "3000");
        p.put("broker.heartbeat.interval.ms", "500");
        p.put("log.cleaner.dedupe.buffer.size", "4194304");
        p.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
        p.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        return p;
    }

    private void listeners(int node, Properties p) {
        String trusted = "TRUSTED://" + HOST + ":" + settings.ports().get(node - 1);
        String listeners = trusted + ",CONTROLLER://" + HOST + ":"
                + settings.controllerPorts().get(node - 1);
        String advertised = trusted;
        Integer saslPort = node == 1 ? settings.saslPort() : null;
        if (saslPort != null) {
            String departments = ",DEPARTMENTS://" + HOST + ":" + saslPort;
            listeners += departments;
            advertised += departments;
            p.put("listener.name.departments.sasl.enabled.mechanisms", "SCRAM-SHA-512");
            p.put(
                    "listener.name.departments.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        p.put("listeners", listeners);
        p.put("advertised.listeners", advertised);
    }

    private String voters() {
        return IntStream.rangeClosed(1, settings.controllerPorts().size())
                .mapToObj(node ->
                        node + "@" + HOST + ":" + settings.controllerPorts().get(node - 1))
                .collect(Collectors.joining(","));
    }

    /**
     * One broker as a process of its own, until it is asked to end.
     *
     * @param args data folder, trusted port, controller port, and the SASL port if there is to be one
     */
    public static void main(String[] args) throws InterruptedException {
        @Nullable Integer saslPort = args.length > 3 ? Integer.valueOf(args[3]) : null;
        EmbeddedKafka kafka = start(new KafkaSettings(
                Path.of(args[0]), List.of(Integer.valueOf(args[1])), List.of(Integer.valueOf(args[2])), saslPort));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.close();
            ended.countDown();
        }));
        ended.await();
    }

    private static final class Shared {
        private static final EmbeddedKafka INSTANCE = open();

        private static EmbeddedKafka open() {
            EmbeddedKafka kafka = start();
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
            return kafka;
        }
    }
}
