package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.Utf8;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.platform.registry.UnreadableRecord.Reason;

class RegistryAvroSerdeIT {

    private static final String TOPIC = "routing.service-requests.v1";

    private static SchemaRegistry registry;
    private static RegistryAvroSerializer serializer;
    private static RegistryAvroDeserializer deserializer;

    @BeforeAll
    static void connect() {
        registry = Registries.connect("specific.avro.reader", "true", "avro.remove.java.properties", "true");
        new SchemaRegistrar(registry).register(SchemaRegistrar.catalogue());
        serializer = new RegistryAvroSerializer(registry);
        deserializer = new RegistryAvroDeserializer(registry);
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    static Stream<Schema> catalogue() {
        return SchemaRegistrar.catalogue().stream();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void everyEventOfTheCatalogueIsReadAsItWasWritten(Schema schema) {
        for (long seed = 0; seed < 50; seed++) {
            SpecificRecord event = new RandomRecords(seed).specific(schema);

            byte[] bytes = written(event);

            assertThat(RandomRecords.alike(event, deserializer.deserialize(TOPIC, bytes)))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(deserializer.typeOf(bytes)).isEqualTo(schema.getFullName());
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void theBytesAreThoseThatAvroWrites(Schema schema) {
        for (long seed = 0; seed < 20; seed++) {
            byte[] bytes = written(new RandomRecords(seed).specific(schema));

            assertThat(Arrays.copyOfRange(bytes, 5, bytes.length))
                    .as("seed %d", seed)
                    .hasSameSizeAs(RandomRecords.plainAvro(new RandomRecords(seed).generic(schema)));
        }
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void readsGenericRecordsWhereNoGeneratedClassIsAskedFor() {
        byte[] bytes = written(new RandomRecords(1).specific(CaseAcknowledged.SCHEMA$));

        try (SchemaRegistry generic = Registries.connect("specific.avro.reader", "false")) {
            Object read = new RegistryAvroDeserializer(generic).deserialize(TOPIC, bytes);

            assertThat(read).isInstanceOfSatisfying(GenericRecord.class, record -> {
                assertThat(record).isNotInstanceOf(SpecificRecord.class);
                assertThat(record.getSchema().getFullName()).isEqualTo(CaseAcknowledged.class.getName());
                assertThat(record.get("occurredAt")).isInstanceOf(Long.class);
            });
        }
    }

    @Test
    void aTypeWithoutGeneratedClassIsReadGenericallyByDecodeAndRefusedByTheStrictReader() {
        Schema parcel = Registries.newParcel();
        registry.register(parcel.getFullName(), parcel);
        byte[] bytes = written(
                new GenericRecordBuilder(parcel).set("code", new Utf8("a")).build());

        GenericContainer decoded = deserializer.decode(bytes);

        assertThat(decoded.getSchema().getFullName()).isEqualTo(parcel.getFullName());
        assertUnreadable(Reason.NO_CLASS, () -> deserializer.deserialize(TOPIC, bytes));
    }

    @Test
    void aRecordThatIsDeeperThanAnyStackIsMalformed() {
        String name = "org.example.Chain";
        int id = registry.register(name, new Schema.Parser().parse("""
            {"type": "record", "name": "%s", "fields": [{"name": "next", "type": ["null", "%s"]}]}\
            """.formatted(name, name)));
        byte second = 2;
        byte[] links = new byte[900_000];
        Arrays.fill(links, second);
        links[links.length - 1] = 0;
        byte[] bytes = ByteBuffer.allocate(5 + links.length)
                .put((byte) 0)
                .putInt(id)
                .put(links)
                .array();

        assertUnreadable(Reason.MALFORMED, () -> deserializer.decode(bytes));
    }

    @Test
    void aFieldThatANewerWriterAddedIsPassedOver() {
        Schema newer =
                withFields(",{\"name\":\"mood\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"default\":[]}");
        int id = registry.register(newer.getFullName(), newer);
        GenericRecord record = new RandomRecords(5).generic(newer);

        GenericContainer read = deserializer.decode(framed(id, RandomRecords.plainAvro(record)));

        assertThat(read).isInstanceOfSatisfying(CaseAcknowledged.class, event -> {
            assertThat(event.getDepartment()).isEqualTo(record.get("department").toString());
            assertThat(event.getOccurredAt().toEpochMilli()).isEqualTo(record.get("occurredAt"));
        });
    }

    @Test
    void aFieldThatAnOlderWriterDidNotHaveGetsItsDefault() {
        Schema older = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"CaseAcknowledged\",\"namespace\":\"org.relais.event.routing.v1\","
                            + "\"fields\":[{\"name\":\"eventId\",\"type\":\"string\",\"default\":\"\"}]}");
        int id = registry.register(older.getFullName(), older);
        GenericRecord record =
                new GenericRecordBuilder(older).set("eventId", new Utf8("e-1")).build();

        GenericContainer read = deserializer.decode(framed(id, RandomRecords.plainAvro(record)));

        assertThat(read).isInstanceOfSatisfying(CaseAcknowledged.class, event -> {
            assertThat(event.getEventId()).isEqualTo("e-1");
            assertThat(event.getDepartment()).isEmpty();
            assertThat(event.getMessage()).isNull();
            assertThat(event.getOccurredAt().toEpochMilli()).isZero();
        });
    }

    @Test
    void tellsWhyARecordCannotBeRead() {
        byte[] good = written(new RandomRecords(2).specific(CaseAcknowledged.SCHEMA$));
        byte[] badMagic = good.clone();
        badMagic[0] = 1;
        byte[] longer = Arrays.copyOf(good, good.length + 1);

        assertUnreadable(Reason.BAD_MAGIC, () -> deserializer.decode(badMagic));
        assertUnreadable(Reason.TRUNCATED, () -> deserializer.decode(new byte[0]));
        assertUnreadable(Reason.TRUNCATED, () -> deserializer.decode(Arrays.copyOf(good, 4)));
        assertUnreadable(Reason.TRUNCATED, () -> deserializer.decode(Arrays.copyOf(good, good.length - 1)));
        assertUnreadable(Reason.TRAILING_BYTES, () -> deserializer.decode(longer));
        assertThatThrownBy(() -> deserializer.decode(framed(123_456_789, new byte[3])))
                .isInstanceOfSatisfying(
                        UnknownSchema.class, e -> assertThat(e.id()).isEqualTo(123_456_789))
                .hasMessageContaining("123456789");
    }

    @Test
    void aSchemaThatCannotBeResolvedWithTheReadersIsUnreadable() {
        Schema other = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"CaseAcknowledged\",\"namespace\":\"org.relais.event.routing.v1\","
                            + "\"fields\":[{\"name\":\"sequence\",\"type\":{\"type\":\"array\",\"items\":\"string\"}}]}");
        String elsewhere = Registries.newName();
        int id = registry.register(elsewhere, other);

        assertUnreadable(Reason.UNRESOLVABLE, () -> deserializer.decode(framed(id, new byte[] {0})));
    }

    @Test
    void refusesToWriteWhatIsNoAvroRecordOrDoesNotFit() {
        Schema parcel = Registries.newParcel();
        registry.register(parcel.getFullName(), parcel);
        GenericRecord unfit = new GenericData.Record(parcel);

        assertThatThrownBy(() -> serializer.serialize(TOPIC, "text"))
                .isInstanceOf(UnwritableRecord.class)
                .hasMessageContaining(TOPIC);
        assertThatThrownBy(() -> serializer.serialize(TOPIC, unfit))
                .isInstanceOf(UnwritableRecord.class)
                .hasMessageContaining(parcel.getFullName())
                .hasMessageContaining("schema id");
        assertThat(serializer.serialize(TOPIC, new GenericRecordBuilder(parcel).build()))
                .as("the next good record is not harmed")
                .isNotNull();
    }

    @Test
    void doesNotRegisterOnTheFlyUnlessTold() {
        Schema parcel = Registries.newParcel();
        GenericRecord record = new GenericRecordBuilder(parcel).build();

        assertThatThrownBy(() -> serializer.serialize(TOPIC, record))
                .isInstanceOf(SchemaNotFound.class)
                .hasMessageContaining(parcel.getFullName());

        try (RegistryAvroSerializer registering = new RegistryAvroSerializer()) {
            registering.configure(Registries.configuration(Registries.url(), "auto.register.schemas", "true"), false);
            assertThat(registering.serialize(TOPIC, record)).isNotNull();
        }
        assertThat(registry.versions(parcel.getFullName())).containsExactly(1);
    }

    @Test
    void configuredForATopicsNameItUsesTheTopicsSubjects() {
        Schema parcel = Registries.newParcel();
        try (RegistryAvroSerializer key = new RegistryAvroSerializer();
                RegistryAvroSerializer value = new RegistryAvroSerializer()) {
            var configuration = Registries.configuration(
                    Registries.url(),
                    "auto.register.schemas",
                    "true",
                    "value.subject.name.strategy",
                    "TopicNameStrategy");
            key.configure(configuration, true);
            value.configure(configuration, false);
            String topic = Registries.newName();

            key.serialize(topic, new GenericRecordBuilder(parcel).build());
            value.serialize(topic, new GenericRecordBuilder(parcel).build());

            assertThat(registry.subjects()).contains(topic + "-key", topic + "-value");
        }
    }

    @Test
    void writesWithTheLatestVersionWhereAsked() {
        String name = Registries.newName();
        Schema own = Registries.parcel(name).optionalString("gone").endRecord();
        Schema latest = Registries.parcel(name).optionalLong("weight").endRecord();
        registry.register(name, own);
        int id = registry.register(name, latest);
        GenericRecord record = new GenericRecordBuilder(own)
                .set("code", "c-1")
                .set("gone", "x")
                .build();
        try (SchemaRegistry latestUsing = Registries.connect("use.latest.version", "true")) {
            byte[] bytes = new RegistryAvroSerializer(latestUsing).encode(TOPIC, record);

            assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
            GenericRecord read = (GenericRecord) deserializer.decode(bytes);
            assertThat(read.get("code")).hasToString("c-1");
            assertThat(read.hasField("gone")).isFalse();
            assertThat(read.get("weight")).isNull();
        }
    }

    @Test
    void manyThreadsShareOneSerializerAndOneDeserializer() throws Exception {
        List<Schema> schemas = SchemaRegistrar.catalogue();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> agreements = IntStream.range(0, 5_000)
                    .mapToObj(i -> threads.submit(() -> {
                        SpecificRecord event = new RandomRecords(i).specific(schemas.get(i % schemas.size()));
                        return RandomRecords.alike(event, deserializer.deserialize(TOPIC, written(event)));
                    }))
                    .toList();

            for (Future<Boolean> agreement : agreements) {
                assertThat(agreement.get()).isTrue();
            }
        }
    }

    private static byte[] written(GenericContainer record) {
        return serializer.encode(TOPIC, record);
    }

    private static byte[] framed(int id, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    /** The event as released, with more fields. */
    private static Schema withFields(String more) {
        String text = SchemaJson.withoutJavaProperties(CaseAcknowledged.SCHEMA$).toString();
        return new Schema.Parser().parse(text.substring(0, text.length() - 2) + more + "]}");
    }

    private static void assertUnreadable(Reason reason, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        UnreadableRecord.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(reason.code());
    }
}
