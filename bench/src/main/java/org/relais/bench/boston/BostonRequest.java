package org.relais.bench.boston;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import org.relais.bench.city.Slug;
import org.relais.routing.area.GeoPoint;

/**
 * One row of the city's file.
 *
 * @param id CASE_ENQUIRY_ID
 * @param type TYPE, the service
 * @param title CASE_TITLE
 * @param group REASON, what types are grouped by
 * @param department Department, who the city says was in charge
 */
record BostonRequest(
        String id, String type, String title, String group, String department, GeoPoint place, Instant openedAt) {

    private static final int PARTS = 5;
    private static final int LONGEST_CODE = 60;

    /** What is filed as the person's words: never empty, as one title is. */
    String description() {
        return "Boston 311: " + title;
    }

    String serviceCode() {
        return Slug.of(type, LONGEST_CODE);
    }

    String departmentCode() {
        return Slug.of(department, LONGEST_CODE);
    }

    /** One row in five, always the same ones, is kept back from learning. */
    boolean isHeldOut() {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() % PARTS == 0;
    }
}
