package org.relais.platform.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;

/**
 * The release step: registers the schema of every event and command under its record's name and holds each subject to
 * {@code FULL_TRANSITIVE}, so that readers and writers of any two versions understand one another.
 *
 * <p>A registry may take a schema that differs from a registered one in documentation, defaults or aliases only for the same
 * schema, make no new version and give the old id (Apicurio does so behind its Confluent API). The bytes are the same, so
 * records written under that id are read correctly; what the registry shows is the older documentation, and a reader's defaults
 * are those of its own class. Such a subject is reported as {@link Outcome#SAME_BYTES}.
 */
public final class SchemaRegistrar {

    private static final String FULL_TRANSITIVE = "FULL_TRANSITIVE";
    /** Any code gives the same record types. */
    private static final String ANY_DEPARTMENT = "any";

    /** What became of a schema. */
    public enum Outcome {
        /** A new version, or the subject's first. */
        REGISTERED,
        /** Stood there already. */
        UNCHANGED,
        /** A version that writes the same bytes stands there, with other documentation, defaults or aliases. */
        SAME_BYTES,
        /** Refused, or not to be had; the reason says why. */
        FAILED
    }

    /** @param id what records carry; 0 where it failed */
    public record Registration(String subject, Outcome outcome, int id, String reason) {}

    private final SchemaRegistry registry;

    public SchemaRegistrar(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Every record type that stands in a topic, those of the departments' topics included. */
    public static List<Schema> catalogue() {
        Stream<Topic> departments =
                Stream.of(Topics.departmentRequests(ANY_DEPARTMENT), Topics.departmentUpdates(ANY_DEPARTMENT));
        return Stream.concat(Topics.FIXED.stream(), departments)
                .flatMap(topic -> topic.events().stream())
                .distinct()
                .map(SchemaRegistrar::schemaOf)
                .toList();
    }

    public static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }

    /**
     * Registers every schema, going on where one fails.
     *
     * @throws RegistryUnavailable if no registry answers
     */
    public List<Registration> register(Collection<Schema> schemas) {
        List<Registration> registrations = new ArrayList<>();
        for (Schema schema : schemas) {
            registrations.add(register(schema));
        }
        return registrations;
    }

    private Registration register(Schema schema) {
        String subject = schema.getFullName();
        Schema published = SchemaJson.withoutJavaProperties(schema);
        try {
            List<Integer> before = versions(subject);
            int id = registry.register(subject, published.toString(), List.of());
            List<Integer> after = versions(subject);
            registry.setCompatibility(subject, FULL_TRANSITIVE);
            return new Registration(subject, outcome(id, published, before, after), id, "");
        } catch (RegistryUnavailable unavailable) {
            throw unavailable;
        } catch (RegistryException refused) {
            return new Registration(subject, Outcome.FAILED, 0, String.valueOf(refused.getMessage()));
        }
    }

    private Outcome outcome(int id, Schema published, List<Integer> before, List<Integer> after) {
        if (!before.equals(after)) {
            return Outcome.REGISTERED;
        }
        return registry.schema(id).toString().equals(published.toString()) ? Outcome.UNCHANGED : Outcome.SAME_BYTES;
    }

    private List<Integer> versions(String subject) {
        try {
            return registry.versions(subject);
        } catch (SchemaNotFound firstTime) {
            return List.of();
        }
    }
}
