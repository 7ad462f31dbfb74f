package org.relais.bench.boston;

import java.time.Instant;
import org.relais.bench.city.City;
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

    boolean isHeldOut() {
        return City.isHeldOut(id);
    }
}
