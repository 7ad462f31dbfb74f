package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.platform.retry.Unavailability;

/** A registry that is down, slow to come back, or wants to know who asks. */
class RegistryOutageIT {

    private static final String TOPIC = "any";

    private Schema parcel;
    private int id;
    private Doorkeeper door;

    @BeforeEach
    void registerAParcel() {
        parcel = Registries.newParcel();
        try (SchemaRegistry registry = Registries.connect()) {
            id = registry.register(parcel.getFullName(), parcel);
        }
        door = new Doorkeeper(Registries.url());
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    @Test
    void asksTheNextUrlWhenOneIsDownAndStaysWithTheOneThatAnswered() {
        try (SchemaRegistry registry = connect(closedPort() + "," + door.url())) {
            assertThat(registry.id(parcel.getFullName(), parcel)).isEqualTo(id);
            assertThat(registry.schema(id)).isEqualTo(parcel);
        }
        assertThat(door.calls()).hasSize(2);
    }

    @Test
    void triesAgainWhatMayPass() {
        door.turnsAway(2, 503);
        try (SchemaRegistry registry = connect(door.url())) {
            assertThat(registry.schema(id)).isEqualTo(parcel);
        }
        assertThat(door.calls()).hasSize(3);
    }

    @Test
    void givesUpAfterTheConfiguredRetriesAndNamesUrlsIdAndCause() {
        door.turnsAway(Integer.MAX_VALUE, 502);
        String closed = closedPort();
        try (SchemaRegistry registry = connect(door.url() + "," + closed, "max.retries", "2")) {
            assertThatThrownBy(() -> registry.schema(4711))
                    .isInstanceOfSatisfying(
                            RegistryUnavailable.class,
                            e -> assertThat(Unavailability.isBehind(e)).isTrue())
                    .hasMessageContaining("id 4711")
                    .hasMessageContaining(door.url() + ": HTTP 502")
                    .hasMessageContaining(closed + ": ConnectException")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(door.calls()).hasSize(3);
            assertThatThrownBy(() -> registry.id("org.example.Nothing", parcel))
                    .hasMessageContaining("subject org.example.Nothing");
        }
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        try (SchemaRegistry registry = connect(door.url())) {
            assertThatThrownBy(() -> registry.versions("org.example.Nothing")).isInstanceOf(SchemaNotFound.class);
        }
        assertThat(door.calls()).hasSize(1);
    }

    @Test
    void anUnknownIdIsNotAskedForAgainForAWhile() {
        try (SchemaRegistry registry = connect(door.url());
                SchemaRegistry forgetful = connect(door.url(), "missing.id.cache.ttl.sec", "0")) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> registry.schema(999_999)).isInstanceOf(UnknownSchema.class);
            }
            assertThat(door.calls()).hasSize(1);

            assertThatThrownBy(() -> forgetful.schema(999_999)).isInstanceOf(UnknownSchema.class);
            assertThatThrownBy(() -> forgetful.schema(999_999)).isInstanceOf(UnknownSchema.class);
            assertThat(door.calls()).hasSize(3);
        }
    }

    @Test
    void showsBasicCredentialsFromTheConfigurationOrTheUrl() {
        door.demands("Basic YW5uOnNlY3JldA==");
        try (SchemaRegistry userInfo = connect(
                        door.url(),
                        "basic.auth.credentials.source",
                        "USER_INFO",
                        "basic.auth.user.info",
                        "ann:secret");
                SchemaRegistry url = connect(door.urlWithUserInfo("ann:secret"))) {
            assertThat(userInfo.schema(id)).isEqualTo(parcel);
            assertThat(url.schema(id)).isEqualTo(parcel);
        }
    }

    @Test
    void showsABearerToken() {
        door.demands("Bearer t-0");
        try (SchemaRegistry registry =
                connect(door.url(), "bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t-0")) {
            assertThat(registry.schema(id)).isEqualTo(parcel);
        }
    }

    @Test
    void wrongCredentialsAreSaidOnceAndHeldForTemporary() {
        door.demands("Basic something-else");
        try (SchemaRegistry registry = connect(
                door.url(), "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:secret")) {
            assertThatThrownBy(() -> registry.schema(id))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("401, access denied")
                    .hasMessageNotContaining("secret");
        }
        assertThat(door.calls()).hasSize(1);
    }

    @Test
    void somethingElseThanARegistryIsSaidToBeNone() {
        try (SchemaRegistry registry = connect(Registries.url().replace("/apis/ccompat/v7", "/apis/nothing"))) {
            assertThatThrownBy(() -> registry.schema(id))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("is this Confluent's API?");
        }
    }

    @Test
    void whatIsWarmGoesOnWhileTheRegistryIsDown() {
        GenericRecord record = new GenericRecordBuilder(parcel).build();
        Schema unknown = Registries.newParcel();
        try (SchemaRegistry registry = connect(door.url(), "max.retries", "0")) {
            RegistryAvroSerializer serializer = new RegistryAvroSerializer(registry);
            RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer(registry);
            assertThat(serializer.warmUp(List.of(parcel))).isTrue();
            assertThat(deserializer.warmUp(List.of(parcel))).isTrue();

            door.turnsAway(Integer.MAX_VALUE, 503);

            byte[] bytes = serializer.encode(TOPIC, record);
            assertThat(deserializer.decode(bytes)).isEqualTo(record);
            assertThat(serializer.warmUp(List.of(unknown))).isFalse();
            assertThatThrownBy(() -> serializer.serialize(TOPIC, new GenericRecordBuilder(unknown).build()))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining(unknown.getFullName());
        }
    }

    @Test
    void theLatestVersionIsKeptWhileTheRegistryIsDown() {
        try (SchemaRegistry registry = connect(door.url(), "max.retries", "0", "latest.cache.ttl.sec", "0")) {
            SchemaVersion latest = registry.latest(parcel.getFullName());
            door.turnsAway(Integer.MAX_VALUE, 503);

            assertThat(registry.latest(parcel.getFullName())).isEqualTo(latest);
        }
    }

    @Test
    void theCachesStayWithinTheirBound() {
        try (SchemaRegistry registry = connect(door.url(), "max.schemas.per.subject", "3")) {
            RegistryAvroSerializer serializer = new RegistryAvroSerializer(registry);
            Stream.generate(Registries::newParcel).limit(10).forEach(schema -> {
                registry.register(schema.getFullName(), schema);
                byte[] bytes = serializer.encode(TOPIC, new GenericRecordBuilder(schema).build());
                registry.schema(WireFormat.readId(bytes));
            });

            assertThat(registry.cached()).isEqualTo(3);
        }
    }

    @Test
    void aRecordCostsNoCallOnceItsSchemaIsKnown() {
        try (SchemaRegistry registry = connect(door.url())) {
            RegistryAvroSerializer serializer = new RegistryAvroSerializer(registry);
            RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer(registry);
            for (int i = 0; i < 1_000; i++) {
                byte[] bytes = serializer.encode(TOPIC, new GenericRecordBuilder(parcel).build());
                deserializer.decode(bytes);
            }
        }
        assertThat(door.calls()).hasSize(2);
    }

    private static SchemaRegistry connect(String urls, String... keysAndValues) {
        Map<String, String> configuration = Registries.configuration(urls, keysAndValues);
        return new SchemaRegistry(configuration);
    }

    private static String closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
