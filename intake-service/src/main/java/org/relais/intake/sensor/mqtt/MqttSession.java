package org.relais.intake.sensor.mqtt;

import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the broker. The broker keeps what was not acknowledged, and a message is acknowledged only once it was dealt with;
 * after one that could not be, no other is, so that the broker sends all of them again, in order, on the next connection.
 */
final class MqttSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final int SECONDS = 20;
    private static final long MILLIS = SECONDS * 1_000L;
    private static final long MILLIS_TO_LEAVE = 1_000;

    /** What is done with a message. */
    @FunctionalInterface
    interface Handler {

        /** Says whether it was dealt with; false where it is to come again. */
        boolean handle(String topic, byte[] payload, boolean retained, Instant listeningSince);
    }

    private final MqttAsyncClient client;
    private final Instant since;
    private final Runnable poke;
    private volatile boolean broken;

    private MqttSession(MqttAsyncClient client, Instant since, Runnable poke) {
        this.client = client;
        this.since = since;
        this.poke = poke;
    }

    /** @param poke called where there may be something to do */
    static MqttSession open(
            MqttSettings settings,
            String filter,
            @Nullable SSLSocketFactory tls,
            Handler handler,
            Runnable poke,
            Instant now)
            throws MqttException {
        var client = new MqttAsyncClient(address(settings.url()), settings.clientId(), new MemoryPersistence());
        MqttSession session = new MqttSession(client, now, poke);
        try {
            client.setManualAcks(true);
            client.setCallback(session.callback(handler));
            client.connect(options(settings, tls)).waitForCompletion(MILLIS);
            IMqttToken subscription = client.subscribe(filter, AT_LEAST_ONCE);
            subscription.waitForCompletion(MILLIS);
            if (subscription.getGrantedQos()[0] != AT_LEAST_ONCE) {
                throw new MqttException(MqttException.REASON_CODE_SUBSCRIBE_FAILED);
            }
            return session;
        } catch (MqttException | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    /** Paho knows its own words for what everybody else calls mqtt and mqtts. */
    private static String address(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mqtts:")) {
            return "ssl" + url.substring("mqtts".length());
        }
        return lower.startsWith("mqtt:") ? "tcp" + url.substring("mqtt".length()) : url;
    }

    private static MqttConnectOptions options(MqttSettings settings, @Nullable SSLSocketFactory tls) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(false);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(SECONDS);
        options.setKeepAliveInterval(SECONDS);
        String username = settings.username();
        if (username != null && !username.isBlank()) {
            options.setUserName(username);
        }
        String password = settings.password();
        if (password != null) {
            options.setPassword(password.toCharArray());
        }
        if (tls != null) {
            options.setSocketFactory(tls);
        }
        options.setHttpsHostnameVerificationEnabled(true);
        return options;
    }

    private MqttCallback callback(Handler handler) {
        return new MqttCallback() {
            @Override
            public void messageArrived(String topic, MqttMessage message) throws MqttException {
                if (broken) {
                    return;
                }
                if (dealtWith(topic, message, handler)) {
                    client.messageArrivedComplete(message.getId(), message.getQos());
                } else {
                    end();
                }
            }

            @Override
            public void connectionLost(Throwable cause) {
                LOG.atWarn()
                        .addKeyValue("outcome", "disconnected")
                        .addKeyValue("reason", reasonOf(cause))
                        .log("the connection to the MQTT broker is lost");
                end();
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // Nothing is sent.
            }
        };
    }

    private boolean dealtWith(String topic, MqttMessage message, Handler handler) {
        try {
            return handler.handle(topic, message.getPayload(), message.isRetained(), since);
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("outcome", "postponed")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a sensor's message waits for a part that is down");
            return false;
        }
    }

    private void end() {
        broken = true;
        poke.run();
    }

    static String reasonOf(Throwable failure) {
        return failure instanceof MqttException mqtt
                ? "mqtt_" + mqtt.getReasonCode()
                : failure.getClass().getSimpleName();
    }

    boolean isWell() {
        return !broken && client.isConnected();
    }

    /** Since when messages reach us. */
    Instant since() {
        return since;
    }

    @Override
    public void close() {
        broken = true;
        try {
            client.disconnectForcibly(MILLIS_TO_LEAVE, MILLIS_TO_LEAVE);
        } catch (MqttException notConnected) {
            LOG.debug("the MQTT connection was closed before");
        }
        try {
            client.close(true);
        } catch (MqttException stays) {
            LOG.debug("the MQTT client did not close");
        }
    }
}
