package org.relais.platform.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.RegistryReply.Answered;
import org.relais.platform.registry.RegistryReply.Refused;
import tools.jackson.databind.JsonNode;

/**
 * Confluent's REST API, as far as Avro needs it, with bounded caches: what was asked once is known while the registry is down.
 * Safe for use by many threads.
 */
public final class SchemaRegistry implements AutoCloseable {

    private static final int VERSIONS_COMPARED = 50;

    private final RegistrySettings settings;
    private final RegistryTransport transport;
    private final BoundedCache<SchemaAndSubject, Integer> ids;
    private final BoundedCache<Integer, Schema> schemas;
    private final BoundedCache<Integer, Expiring<UnknownSchema>> missingIds;
    private final BoundedCache<String, Expiring<SchemaVersion>> latestVersions;

    /** @param configuration Confluent's keys, {@code schema.registry.url} at least; others are ignored */
    public SchemaRegistry(Map<String, ?> configuration) {
        this(RegistrySettings.of(configuration));
    }

    SchemaRegistry(RegistrySettings settings) {
        this.settings = settings;
        this.transport = new RegistryTransport(settings);
        this.ids = new BoundedCache<>(settings.cacheCapacity());
        this.schemas = new BoundedCache<>(settings.cacheCapacity());
        this.missingIds = new BoundedCache<>(settings.cacheCapacity());
        this.latestVersions = new BoundedCache<>(settings.cacheCapacity());
    }

    /**
     * The schema that records with this id were written with, its references resolved.
     *
     * @throws UnknownSchema if the registry has none; remembered for a short while
     * @throws RegistryUnavailable if it is in no cache and no registry answers
     */
    public Schema schema(int id) {
        Expiring<UnknownSchema> missing = missingIds.get(id);
        if (missing != null && missing.holds()) {
            throw missing.value();
        }
        return schemas.get(id, this::fetchSchema);
    }

    /**
     * The id under which the schema stands in the subject.
     *
     * @throws SchemaNotFound if it isn't registered there
     * @throws RegistryUnavailable if it is in no cache and no registry answers
     */
    public int id(String subject, Schema schema) {
        return ids.get(new SchemaAndSubject(subject, schema), this::fetchId);
    }

    /**
     * Registers the schema unless it stands there already, and gives its id.
     *
     * @throws IncompatibleSchema if it would break readers of the subject's other versions
     */
    public int register(String subject, Schema schema) {
        return ids.get(
                new SchemaAndSubject(subject, schema),
                key -> register(subject, published(schema).toString(), List.of()));
    }

    /** Registers a schema whose text names types that stand in other subjects. */
    public int register(String subject, String schema, List<SchemaReference> references) {
        String purpose = "registering a schema under subject " + subject;
        Map<String, Object> body = body(schema, references);
        return switch (transport.post(path(subject) + "/versions" + normalize("?"), body, purpose)) {
            case Answered(JsonNode answer) -> {
                latestVersions.remove(subject);
                yield answer.path("id").asInt();
            }
            case Refused refused -> throw refusal(purpose, subject, refused);
        };
    }

    /** The subject's newest version; asked for again after {@code latest.cache.ttl.sec}, kept longer while no registry answers. */
    public SchemaVersion latest(String subject) {
        Expiring<SchemaVersion> known = latestVersions.get(subject);
        if (known != null && known.holds()) {
            return known.value();
        }
        try {
            SchemaVersion latest = version(subject, "latest");
            latestVersions.put(
                    subject, new Expiring<>(latest, settings.latestTtl().toNanos()));
            return latest;
        } catch (RegistryUnavailable unavailable) {
            if (known != null) {
                return known.value();
            }
            throw unavailable;
        }
    }

    public SchemaVersion version(String subject, int version) {
        return version(subject, String.valueOf(version));
    }

    public List<Integer> versions(String subject) {
        String purpose = "listing the versions of subject " + subject;
        return switch (transport.get(path(subject) + "/versions", purpose)) {
            case Answered(JsonNode answer) -> {
                List<Integer> versions = new ArrayList<>();
                answer.forEach(version -> versions.add(version.asInt()));
                yield versions;
            }
            case Refused refused -> throw refusal(purpose, subject, refused);
        };
    }

    public List<String> subjects() {
        String purpose = "listing subjects";
        return switch (transport.get("/subjects", purpose)) {
            case Answered(JsonNode answer) -> {
                List<String> subjects = new ArrayList<>();
                answer.forEach(subject -> subjects.add(subject.asString()));
                yield subjects;
            }
            case Refused refused -> throw refusal(purpose, "", refused);
        };
    }

    /** Whether the schema could be registered under the subject as its rules stand; true for a subject that is new. */
    public boolean compatible(String subject, Schema schema) {
        String purpose = "checking a schema against subject " + subject;
        String path = "/compatibility" + path(subject) + "/versions" + normalize("?");
        return switch (transport.post(path, body(published(schema).toString(), List.of()), purpose)) {
            case Answered(JsonNode answer) -> answer.path("is_compatible").asBoolean();
            case Refused refused when refused.errorCode() == 40401 -> true;
            case Refused refused -> throw refusal(purpose, subject, refused);
        };
    }

    /** The compatibility that holds for the subject, its own or the registry's. */
    public String compatibility(String subject) {
        String purpose = "reading the compatibility of subject " + subject;
        return switch (transport.get("/config" + segment(subject) + "?defaultToGlobal=true", purpose)) {
            case Answered(JsonNode answer) -> answer.path("compatibilityLevel").asString("");
            case Refused refused -> throw refusal(purpose, subject, refused);
        };
    }

    /** @param level for example {@code FULL_TRANSITIVE} */
    public void setCompatibility(String subject, String level) {
        String purpose = "setting the compatibility of subject " + subject;
        if (transport.put("/config" + segment(subject), Map.of("compatibility", level), purpose)
                instanceof Refused refused) {
            throw refusal(purpose, subject, refused);
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    /** The version that has this text, as far as the registry can tell; empty where the subject is new, too. */
    Optional<SchemaVersion> find(String subject, String schema) {
        String purpose = "looking up a schema under subject " + subject;
        return switch (transport.post(path(subject) + normalize("?"), body(schema, List.of()), purpose)) {
            case Answered(JsonNode answer) -> Optional.of(version(subject, purpose, answer));
            case Refused refused when refused.errorCode() == 40401 || refused.errorCode() == 40403 -> Optional.empty();
            case Refused refused -> throw refusal(purpose, subject, refused);
        };
    }

    RegistrySettings settings() {
        return settings;
    }

    int cached() {
        return Math.max(ids.size(), schemas.size());
    }

    /** The schema as it is put into the registry. */
    Schema published(Schema schema) {
        return settings.removeJavaProperties() ? SchemaJson.withoutJavaProperties(schema) : schema;
    }

    private Schema fetchSchema(int id) {
        String purpose = "reading the schema with id " + id;
        return switch (transport.get("/schemas/ids/" + id, purpose)) {
            case Answered(JsonNode answer) -> parse(purpose, answer);
            case Refused(int status, int code, String message)
            when code == 40403 -> {
                UnknownSchema unknown =
                        new UnknownSchema(purpose + ": " + transport.place() + " doesn't know it: " + message, id);
                missingIds.put(
                        id, new Expiring<>(unknown, settings.missingIdTtl().toNanos()));
                throw unknown;
            }
            case Refused refused -> throw refusal(purpose, "", refused);
        };
    }

    private int fetchId(SchemaAndSubject key) {
        String text = published(key.schema()).toString();
        Integer id = find(key.subject(), text).map(SchemaVersion::id).orElseGet(() -> idOfSameBytes(key));
        if (id == null) {
            throw new SchemaNotFound(
                    "looking up a schema under subject " + key.subject() + ": " + transport.place()
                            + " has other versions, but not this one",
                    key.subject(),
                    40403);
        }
        return id;
    }

    /**
     * A registry compares text. A version that differs in documentation or defaults only, or that names its types by reference,
     * writes the same bytes all the same.
     */
    private @Nullable Integer idOfSameBytes(SchemaAndSubject key) {
        String essence = SchemaJson.essence(key.schema());
        return versions(key.subject()).stream()
                .sorted(Comparator.reverseOrder())
                .limit(VERSIONS_COMPARED)
                .map(version -> version(key.subject(), version))
                .filter(version -> SchemaJson.essence(version.schema()).equals(essence))
                .findFirst()
                .map(SchemaVersion::id)
                .orElse(null);
    }

    private SchemaVersion version(String subject, String version) {
        String purpose = "reading version " + version + " of subject " + subject;
        return switch (transport.get(path(subject) + "/versions/" + version, purpose)) {
            case Answered(JsonNode answer) -> version(subject, purpose, answer);
            case Refused refused -> throw refusal(purpose, subject, refused);
        };
    }

    private SchemaVersion version(String subject, String purpose, JsonNode answer) {
        return new SchemaVersion(
                subject,
                answer.path("version").asInt(),
                answer.path("id").asInt(),
                parse(purpose, answer),
                references(answer));
    }

    private Schema parse(String purpose, JsonNode answer) {
        String type = answer.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryRefusal(purpose + ": it is " + type + ", not Avro", 422);
        }
        Map<SchemaReference, String> referenced = new LinkedHashMap<>();
        collect(references(answer), referenced);
        // What others registered is taken as it is: names and defaults that Avro for Java would refuse can still be
        // read.
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        try {
            referenced.values().forEach(parser::parse);
            return parser.parse(answer.path("schema").asString(""));
        } catch (SchemaParseException invalid) {
            throw new RegistryRefusal(
                    purpose + ": " + transport.place() + " holds no valid Avro schema: " + invalid.getMessage(), 42201);
        }
    }

    /** Referenced schemas come before the ones that use them, each once. */
    private void collect(List<SchemaReference> references, Map<SchemaReference, String> collected) {
        for (SchemaReference reference : references) {
            if (collected.containsKey(reference)) {
                continue;
            }
            String purpose = "reading reference " + reference.name() + ": version " + reference.version()
                    + " of subject " + reference.subject();
            switch (transport.get(path(reference.subject()) + "/versions/" + reference.version(), purpose)) {
                case Answered(JsonNode answer) -> {
                    collect(references(answer), collected);
                    collected.put(reference, answer.path("schema").asString(""));
                }
                case Refused refused -> throw refusal(purpose, reference.subject(), refused);
            }
        }
    }

    private static List<SchemaReference> references(JsonNode answer) {
        List<SchemaReference> references = new ArrayList<>();
        answer.path("references")
                .forEach(reference -> references.add(new SchemaReference(
                        reference.path("name").asString(""),
                        reference.path("subject").asString(""),
                        reference.path("version").asInt())));
        return references;
    }

    private static Map<String, Object> body(String schema, List<SchemaReference> references) {
        return references.isEmpty() ? Map.of("schema", schema) : Map.of("schema", schema, "references", references);
    }

    private RegistryException refusal(String purpose, String subject, Refused refused) {
        String message =
                purpose + ": " + transport.place() + " answered " + refused.errorCode() + ": " + refused.message();
        return switch (refused.errorCode()) {
            case 40401, 40402, 40403 -> new SchemaNotFound(message, subject, refused.errorCode());
            case 409, 40901 -> new IncompatibleSchema(message, subject);
            default -> new RegistryRefusal(message, refused.errorCode());
        };
    }

    private String normalize(String separator) {
        return settings.normalizeSchemas() ? separator + "normalize=true" : "";
    }

    private static String path(String subject) {
        return "/subjects" + segment(subject);
    }

    private static String segment(String subject) {
        return "/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record SchemaAndSubject(String subject, Schema schema) {}

    private record Expiring<V>(V value, long since, long nanos) {

        Expiring(V value, long nanos) {
            this(value, System.nanoTime(), nanos);
        }

        boolean holds() {
            return System.nanoTime() - since < nanos;
        }
    }
}
