package org.relais.platform.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private static final int AT_A_TIME = 4;
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
     * @return what became of each, in the given order
     * @throws RegistryUnavailable if no registry answers
     */
    public List<Registration> register(Collection<Schema> schemas) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Future<Registration>> registrations = schemas.stream()
                    .map(schema -> threads.submit(() -> register(schema)))
                    .toList();
            return registrations.stream().map(SchemaRegistrar::result).toList();
        }
    }

    private static Registration result(Future<Registration> registration) {
        try {
            return registration.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RegistryUnavailable unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("interrupted while registering schemas", interrupted);
        }
    }

    private Registration register(Schema schema) {
        String subject = schema.getFullName();
        String text = SchemaJson.withoutJavaProperties(schema).toString();
        try {
            Optional<SchemaVersion> standing = registry.find(subject, text);
            return standing.isPresent() ? unchanged(standing.get(), text) : registered(subject, text);
        } catch (RegistryUnavailable unavailable) {
            throw unavailable;
        } catch (RegistryException refused) {
            return new Registration(subject, Outcome.FAILED, 0, String.valueOf(refused.getMessage()));
        }
    }

    private Registration unchanged(SchemaVersion standing, String text) {
        if (!registry.compatibility(standing.subject()).equals(FULL_TRANSITIVE)) {
            registry.setCompatibility(standing.subject(), FULL_TRANSITIVE);
        }
        Outcome outcome = standing.schema().toString().equals(text) ? Outcome.UNCHANGED : Outcome.SAME_BYTES;
        return new Registration(standing.subject(), outcome, standing.id(), "");
    }

    private Registration registered(String subject, String text) {
        List<Integer> before = versions(subject);
        int id = registry.register(subject, text, List.of());
        registry.setCompatibility(subject, FULL_TRANSITIVE);
        Outcome outcome =
                !before.isEmpty() && before.equals(versions(subject)) ? Outcome.SAME_BYTES : Outcome.REGISTERED;
        return new Registration(subject, outcome, id, "");
    }

    private List<Integer> versions(String subject) {
        try {
            return registry.versions(subject);
        } catch (SchemaNotFound firstTime) {
            return List.of();
        }
    }
}
