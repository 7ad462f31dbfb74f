package org.relais.intake;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.relais.embedded.FreePorts;

/** An MQTT broker on loopback that keeps sessions on disk, asks for a password, and speaks TLS on one of its two ports. */
public final class EmbeddedBroker {

    public static final String PASSWORD = "a-password-that-no-log-shows";

    private static final String HOST = "127.0.0.1";
    private static final String LARGEST = Integer.toString(64 * 1024);

    private final int port = FreePorts.next();
    private final int tlsPort = FreePorts.next();
    private final Path folder;
    private Server server;
    private @Nullable MqttClient sensor;

    private EmbeddedBroker(Path folder) {
        this.folder = folder;
        this.server = started();
    }

    public static EmbeddedBroker start() {
        try {
            Path folder = Files.createTempDirectory("mqtt");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-alias",
                            "broker",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:" + HOST,
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            folder.resolve("keys.p12").toString())
                    .inheritIO()
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("no key for the broker");
            }
            return new EmbeddedBroker(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Server started() {
        Properties settings = new Properties();
        settings.setProperty("host", HOST);
        settings.setProperty("port", Integer.toString(port));
        settings.setProperty("ssl_port", Integer.toString(tlsPort));
        settings.setProperty("jks_path", keys().toString());
        settings.setProperty("key_store_type", "pkcs12");
        settings.setProperty("key_store_password", PASSWORD);
        settings.setProperty("key_manager_password", PASSWORD);
        settings.setProperty("data_path", folder.toString());
        settings.setProperty("persistence_enabled", "true");
        settings.setProperty("allow_anonymous", "false");
        settings.setProperty("telemetry_enabled", "false");
        settings.setProperty("netty.mqtt.message_size", LARGEST);
        Server fresh = new Server();
        try {
            fresh.startServer(
                    new MemoryConfig(settings),
                    null,
                    null,
                    (client, user, password) ->
                            password != null && PASSWORD.equals(new String(password, StandardCharsets.UTF_8)),
                    null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return fresh;
    }

    /** Ends it and begins it anew, with what it kept. */
    public synchronized void restart() {
        try {
            if (sensor != null) {
                sensor.disconnect();
                sensor.close();
                sensor = null;
            }
        } catch (MqttException failed) {
            throw new IllegalStateException(failed);
        }
        server.stopServer();
        server = started();
    }

    /** Keys and certificate, for the broker and for those who trust it. */
    public Path keys() {
        return folder.resolve("keys.p12");
    }

    public String tlsUrl() {
        return "mqtts://localhost:" + tlsPort;
    }

    /** Sends as a sensor does, at least once. */
    public synchronized void publish(String topic, byte[] payload) {
        try {
            if (sensor == null) {
                MqttConnectOptions options = new MqttConnectOptions();
                options.setUserName("sensor");
                options.setPassword(PASSWORD.toCharArray());
                sensor = new MqttClient("tcp://" + HOST + ":" + port, "sensor", new MemoryPersistence());
                sensor.connect(options);
            }
            sensor.publish(topic, payload, 1, false);
        } catch (MqttException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
