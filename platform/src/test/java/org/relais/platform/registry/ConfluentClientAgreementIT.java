package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;

/** Our calls against those of Confluent's own client, which nobody here wrote, on one real registry. */
class ConfluentClientAgreementIT {

    private static final int CAPACITY = 1_000;

    private static SchemaRegistry ours;
    private static CachedSchemaRegistryClient confluents;

    @BeforeAll
    static void connect() {
        ours = Registries.connect();
        confluents = new CachedSchemaRegistryClient(Registries.url(), CAPACITY);
    }

    @AfterAll
    static void close() throws IOException {
        ours.close();
        confluents.close();
    }

    @Test
    void whatWeRegisterItFindsUnderTheSameIdAndVersion() throws Exception {
        Schema parcel = Registries.newParcel();

        int id = ours.register(parcel.getFullName(), parcel);

        assertThat(confluents.getId(parcel.getFullName(), new AvroSchema(parcel)))
                .isEqualTo(id);
        assertThat(confluents.getVersion(parcel.getFullName(), new AvroSchema(parcel)))
                .isEqualTo(1);
        assertThat(confluents.getSchemaById(id).rawSchema()).isEqualTo(parcel);
        assertThat(confluents.getAllSubjects()).contains(parcel.getFullName());
    }

    @Test
    void whatItRegistersWeFindUnderTheSameIdAndVersion() throws Exception {
        Schema parcel = Registries.newParcel();

        int id = confluents.register(parcel.getFullName(), new AvroSchema(parcel));

        assertThat(ours.id(parcel.getFullName(), parcel)).isEqualTo(id);
        assertThat(ours.schema(id)).isEqualTo(parcel);
        assertThat(ours.subjects()).contains(parcel.getFullName());
        assertThat(ours.latest(parcel.getFullName()))
                .isEqualTo(new SchemaVersion(parcel.getFullName(), 1, id, parcel, List.of()));
    }

    @Test
    void registeringTwiceGivesBothOfUsTheFirstId() throws Exception {
        Schema parcel = Registries.newParcel();
        int id = ours.register(parcel.getFullName(), parcel);

        assertThat(confluents.register(parcel.getFullName(), new AvroSchema(parcel)))
                .isEqualTo(id);
        try (SchemaRegistry another = Registries.connect()) {
            assertThat(another.register(parcel.getFullName(), parcel)).isEqualTo(id);
        }
        assertThat(ours.versions(parcel.getFullName())).containsExactly(1);
    }

    @Test
    void versionsCountAlikeForBoth() throws Exception {
        String name = Registries.newName();
        Schema first = Registries.parcel(name).endRecord();
        Schema second = Registries.parcel(name).optionalString("note").endRecord();
        Schema third = Registries.parcel(name)
                .optionalString("note")
                .optionalLong("weight")
                .endRecord();
        ours.register(name, first);
        confluents.register(name, new AvroSchema(second));
        int newest = ours.register(name, third);

        SchemaMetadata itsLatest = confluents.getLatestSchemaMetadata(name);

        assertThat(ours.versions(name))
                .isEqualTo(confluents.getAllVersions(name))
                .containsExactly(1, 2, 3);
        assertThat(ours.latest(name).id()).isEqualTo(itsLatest.getId()).isEqualTo(newest);
        assertThat(ours.latest(name).version()).isEqualTo(itsLatest.getVersion());
        assertThat(ours.version(name, 2).schema()).isEqualTo(second);
        assertThat(ours.version(name, 2).id())
                .isEqualTo(confluents.getSchemaMetadata(name, 2).getId());
    }

    @Test
    void compatibilityIsSetReadAndJudgedAlike() throws Exception {
        String name = Registries.newName();
        Schema first = Registries.parcel(name).endRecord();
        Schema fitting = Registries.parcel(name).optionalString("note").endRecord();
        Schema breaking = Registries.parcel(name).requiredString("note").endRecord();
        ours.register(name, first);

        ours.setCompatibility(name, "BACKWARD");
        assertThat(confluents.getCompatibility(name)).isEqualTo("BACKWARD");
        confluents.updateCompatibility(name, "FULL_TRANSITIVE");
        assertThat(ours.compatibility(name)).isEqualTo("FULL_TRANSITIVE");

        assertThat(ours.compatible(name, fitting))
                .isEqualTo(confluents.testCompatibility(name, new AvroSchema(fitting)))
                .isTrue();
        assertThat(ours.compatible(name, breaking))
                .isEqualTo(confluents.testCompatibility(name, new AvroSchema(breaking)))
                .isFalse();
        RestClientException its = catchThrowableOfType(
                RestClientException.class, () -> confluents.register(name, new AvroSchema(breaking)));
        assertThat(its.getStatus()).isEqualTo(409);
        assertThatThrownBy(() -> ours.register(name, breaking))
                .isInstanceOfSatisfying(
                        IncompatibleSchema.class,
                        refused -> assertThat(refused.subject()).isEqualTo(name))
                .hasMessageContaining(name)
                .hasMessageContaining(Registries.url())
                .hasMessageContaining("409");
    }

    @Test
    void referencesAreResolvedToTheSameSchema() throws Exception {
        String street = Registries.newName();
        String address = Registries.newName();
        String parcel = Registries.newName();
        ours.register(street, Registries.parcel(street).endRecord());
        ours.register(
                address,
                "{\"type\":\"record\",\"name\":\"" + address + "\",\"fields\":[{\"name\":\"street\",\"type\":\""
                        + street + "\"}]}",
                List.of(new SchemaReference(street, street, 1)));
        int id = ours.register(
                parcel,
                "{\"type\":\"record\",\"name\":\"" + parcel + "\",\"fields\":[{\"name\":\"from\",\"type\":\"" + address
                        + "\"},{\"name\":\"to\",\"type\":\"" + address + "\"},{\"name\":\"via\",\"type\":\"" + street
                        + "\"}]}",
                List.of(new SchemaReference(address, address, 1), new SchemaReference(street, street, 1)));

        try (SchemaRegistry another = Registries.connect()) {
            Schema resolved = another.schema(id);
            assertThat(resolved).isEqualTo(confluents.getSchemaById(id).rawSchema());
            assertThat(resolved.getField("to")
                            .schema()
                            .getField("street")
                            .schema()
                            .getFullName())
                    .isEqualTo(street);
            assertThat(another.latest(parcel).references())
                    .containsExactlyInAnyOrder(
                            new SchemaReference(address, address, 1), new SchemaReference(street, street, 1));
            // The same type with everything inlined is found as well, though the registry compares text.
            assertThat(another.id(parcel, resolved)).isEqualTo(id);
        }
    }

    @Test
    void whatItRegistersWithReferencesWeRead() throws Exception {
        String street = Registries.newName();
        String parcel = Registries.newName();
        Schema streetSchema = Registries.parcel(street).endRecord();
        confluents.register(street, new AvroSchema(streetSchema));
        AvroSchema referring = new AvroSchema(
                "{\"type\":\"record\",\"name\":\"" + parcel + "\",\"fields\":[{\"name\":\"street\",\"type\":\"" + street
                        + "\"}]}",
                List.of(new io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference(street, street, 1)),
                Map.of(street, streetSchema.toString()),
                null);
        int id = confluents.register(parcel, referring);

        assertThat(ours.schema(id)).isEqualTo(referring.rawSchema());
    }

    @Test
    void errorsCarryTheSameCodes() {
        Schema parcel = Registries.newParcel();
        String unknown = parcel.getFullName();

        RestClientException noId =
                catchThrowableOfType(RestClientException.class, () -> confluents.getSchemaById(987_654));
        RestClientException noSubject =
                catchThrowableOfType(RestClientException.class, () -> confluents.getAllVersions(unknown));
        RestClientException noVersion = catchThrowableOfType(RestClientException.class, () -> {
            ours.register(unknown, parcel);
            confluents.getSchemaMetadata(unknown, 17);
        });
        Schema other = Registries.parcel(unknown).optionalString("other").endRecord();
        RestClientException noSchema =
                catchThrowableOfType(RestClientException.class, () -> confluents.getId(unknown, new AvroSchema(other)));

        assertThat(noId.getErrorCode()).isEqualTo(40403);
        assertThatThrownBy(() -> ours.schema(987_654))
                .isInstanceOfSatisfying(
                        UnknownSchema.class, e -> assertThat(e.id()).isEqualTo(987_654))
                .hasMessageContaining("987654")
                .hasMessageContaining(Registries.url());
        String never = Registries.newName();
        assertThat(noSubject.getErrorCode()).isEqualTo(40401);
        assertThatThrownBy(() -> ours.versions(never))
                .isInstanceOfSatisfying(
                        SchemaNotFound.class, e -> assertThat(e.errorCode()).isEqualTo(40401))
                .hasMessageContaining(never);
        assertThat(noVersion.getErrorCode()).isEqualTo(40402);
        assertThatThrownBy(() -> ours.version(unknown, 17))
                .isInstanceOfSatisfying(
                        SchemaNotFound.class, e -> assertThat(e.errorCode()).isEqualTo(40402));
        assertThat(noSchema.getErrorCode()).isEqualTo(40403);
        assertThatThrownBy(() -> ours.id(unknown, other))
                .isInstanceOfSatisfying(
                        SchemaNotFound.class, e -> assertThat(e.errorCode()).isEqualTo(40403))
                .hasMessageContaining(unknown);
        assertThatThrownBy(() -> ours.register(never, "{\"type\":\"nonsense\"}", List.of()))
                .isInstanceOfSatisfying(
                        RegistryRefusal.class, e -> assertThat(e.errorCode()).isEqualTo(42201));
    }

    @Test
    void ourBytesAreReadWithTheSchemaThatItGivesForTheirId() throws Exception {
        Schema parcel =
                Registries.parcel(Registries.newName()).optionalString("note").endRecord();
        GenericRecord record = new GenericRecordBuilder(parcel)
                .set("code", "œuf")
                .set("note", "n")
                .build();
        ours.register(parcel.getFullName(), parcel);

        byte[] bytes = new RegistryAvroSerializer(ours).encode("any", record);

        assertThat(bytes).startsWith(0);
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        ParsedSchema itsSchema = confluents.getSchemaById(id);
        Object read = new GenericDatumReader<>((Schema) itsSchema.rawSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(GenericData.get().compare(read, record, parcel)).isZero();
    }

    @Test
    void bytesWrittenWithTheIdThatItGivesAreReadByUs() throws Exception {
        Schema submitted = SchemaJson.withoutJavaProperties(ServiceRequestSubmitted.SCHEMA$);
        int id = confluents.register(submitted.getFullName(), new AvroSchema(submitted));
        GenericRecord record = new RandomRecords(3).generic(submitted);
        byte[] avro = RandomRecords.plainAvro(record);
        byte[] bytes = ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();

        assertThat(new RegistryAvroDeserializer(ours).decode(bytes))
                .isEqualTo(new RandomRecords(3).specific(ServiceRequestSubmitted.SCHEMA$));
    }
}
