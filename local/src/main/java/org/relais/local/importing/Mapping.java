package org.relais.local.importing;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes a request.
 *
 * @param source what names the file's origin, where several number their rows alike
 * @param key columns that identify a row, by their place; empty where the whole row does
 * @param fields values by the field's path, for example {@code location.latitude} or {@code answers.depth}
 */
record Mapping(
        @Nullable String jurisdictionId,
        @Nullable String source,
        List<Integer> key,
        List<DateTimeFormatter> dateFormats,
        ZoneId timeZone,
        Map<String, Value> fields) {

    /** What has to be known before the file's columns are. */
    record Reading(@Nullable Character delimiter, @Nullable Charset encoding) {}
}
