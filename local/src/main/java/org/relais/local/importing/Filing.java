package org.relais.local.importing;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.relais.platform.digest.Digests;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row as intake takes it.
 *
 * @param idempotencyKey the same for the same row, whenever and however often it is sent
 */
record Filing(String idempotencyKey, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Metres too: intake says in which system they are. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}([.,]\\d+)?");

    /** @param occurrence which of several equal rows it is, where only the whole row identifies it; else 1 */
    static Filing of(Row row, int occurrence, Mapping mapping, List<String> columns) throws RowUnusable {
        if (!row.readable()) {
            throw new RowUnusable("import.row.malformed");
        }
        if (row.fields().size() != columns.size()) {
            throw new RowUnusable(
                    "import.row.field-count", columns.size(), row.fields().size());
        }
        return new Filing(key(row, occurrence, mapping), body(row, mapping).toString());
    }

    private static ObjectNode body(Row row, Mapping mapping) throws RowUnusable {
        ObjectNode body = JSON.createObjectNode();
        if (mapping.jurisdictionId() != null) {
            body.put("jurisdictionId", mapping.jurisdictionId());
        }
        body.put("channel", "import");
        for (Map.Entry<String, Value> field : mapping.fields().entrySet()) {
            String text = field.getValue().of(row);
            if (text.isBlank()) {
                continue;
            }
            switch (field.getKey()) {
                case "requestedAt" -> body.put("requestedAt", date(text, mapping));
                case "location.latitude", "location.longitude" ->
                    at(body, "location").put(last(field.getKey()), number(text));
                case String path
                when path.indexOf('.') > 0 ->
                    at(body, path.substring(0, path.indexOf('.'))).put(last(path), text);
                case String path -> body.put(path, text);
            }
        }
        return body;
    }

    private static ObjectNode at(ObjectNode body, String name) {
        return body.has(name) ? (ObjectNode) body.get(name) : body.putObject(name);
    }

    private static String last(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    private static double number(String text) throws RowUnusable {
        if (!NUMBER.matcher(text).matches()) {
            throw new RowUnusable("import.row.not-a-number", text);
        }
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static String date(String text, Mapping mapping) throws RowUnusable {
        OffsetDateTime date = Dates.parse(text, mapping.dateFormats(), mapping.timeZone())
                .orElseThrow(() -> new RowUnusable("import.row.not-a-date", text));
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date);
    }

    private static String key(Row row, int occurrence, Mapping mapping) throws RowUnusable {
        List<String> identifying = mapping.key().isEmpty()
                ? row.fields()
                : mapping.key().stream().map(row::field).toList();
        if (identifying.stream().allMatch(String::isBlank)) {
            throw new RowUnusable("import.row.no-key");
        }
        String territory = mapping.jurisdictionId() == null ? "" : mapping.jurisdictionId();
        String source = mapping.source() == null ? "" : mapping.source() + '\u001e';
        return "import-" + digest(territory + '\u001e' + source + String.join("\u001f", identifying))
                + (occurrence > 1 ? "-" + occurrence : "");
    }

    static String digest(String text) {
        return Digests.sha256Hex(text).substring(0, 32);
    }

    @Override
    public String toString() {
        return "Filing[" + idempotencyKey + "]";
    }
}
