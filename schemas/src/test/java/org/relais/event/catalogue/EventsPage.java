package org.relais.event.catalogue;

import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Renders {@code docs/events.md}. */
final class EventsPage {

    private final StringBuilder page = new StringBuilder();

    static String render() {
        return new EventsPage().whole();
    }

    private String whole() {
        line("# Topics and events");
        line("");
        line("Generated from the schemas and the topic catalogue; `mvn -pl schemas test -Drelais.approve=true`"
                + " writes it anew.");
        line("");
        line("Records are CloudEvents in Kafka's binary mode (headers `ce_specversion`, `ce_id`, `ce_type`,"
                + " `ce_source`, `ce_time`,");
        line("`ce_subject`, `content-type`, `traceparent`); the value is Avro in the Confluent wire format. A"
                + " registry subject is a");
        line("record's full name. Every field has a default and every enum an `UNKNOWN`, so that old readers read"
                + " new records");
        line("and new readers old ones. A reader skips a type that it doesn't know.");
        line("");
        line("| topic | written by | read by | key | partitions | kept |");
        line("|---|---|---|---|---|---|");
        for (Topic topic : CatalogueTopics.all()) {
            line("| `%s` | %s | %s | %s | %d | %s |"
                    .formatted(
                            CatalogueTopics.name(topic, "<", ">"),
                            CatalogueTopics.written(topic.owner()),
                            topic.consumers().isEmpty()
                                    ? "operators"
                                    : String.join(
                                            ", ",
                                            topic.consumers().stream()
                                                    .map(CatalogueTopics::written)
                                                    .toList()),
                            key(topic.key()),
                            topic.partitions(),
                            kept(topic.retention())));
        }
        for (Topic topic : CatalogueTopics.all()) {
            if (!topic.events().isEmpty()) {
                line("");
                line("## `" + CatalogueTopics.name(topic, "<", ">") + "`");
                topic.events().forEach(this::event);
            }
        }
        return page.toString();
    }

    private void event(Class<? extends SpecificRecord> event) {
        var schema = SpecificData.get().getSchema(event);
        line("");
        line("### " + schema.getName());
        line("");
        line(schema.getDoc() + " (`" + schema.getFullName() + "`)");
        line("");
        line("| field | type | what |");
        line("|---|---|---|");
        schema.getFields()
                .forEach(field -> line("| `%s` | %s | %s |"
                        .formatted(
                                field.name(), type(field.schema()), field.doc().replace("|", "\\|"))));
    }

    private static String type(Schema type) {
        return switch (type.getType()) {
            case UNION -> type(type.getTypes().getLast()) + ", or null";
            case ARRAY -> "list of " + type(type.getElementType());
            case MAP -> "map of " + type(type.getValueType());
            case RECORD -> type.getName();
            case ENUM -> String.join(" · ", type.getEnumSymbols());
            case LONG, INT ->
                type.getLogicalType() == null
                        ? type.getName()
                        : type.getLogicalType().getName();
            case STRING, DOUBLE, BOOLEAN, FLOAT, BYTES, FIXED, NULL -> type.getName();
        };
    }

    private static String key(Topic.Key key) {
        return switch (key) {
            case REQUEST_ID -> "request id";
            case JURISDICTION_ID -> "jurisdiction id";
            case ORIGINAL -> "as it was";
        };
    }

    private static String kept(@Nullable Duration retention) {
        return retention == null ? "compacted" : days(retention);
    }

    private static String days(Duration retention) {
        return retention.toDays() + " days";
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
