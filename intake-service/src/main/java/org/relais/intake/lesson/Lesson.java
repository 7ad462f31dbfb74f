package org.relais.intake.lesson;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made because requests went to the wrong department.
 *
 * @param service code of the service that they were for
 * @param area id of the area that they were from; null for all
 * @param partly whether it is about only some of these requests
 * @param before what was decided before the change
 * @param after what was decided since, while the change held
 * @param endedAt when the change was taken back; null while it holds
 */
public record Lesson(
        String service,
        @Nullable String area,
        boolean partly,
        String fromDepartment,
        String toDepartment,
        Share before,
        Share after,
        Instant publishedAt,
        @Nullable Instant endedAt) {

    /** @param wrong of the decisions those that another department had to put right */
    public record Share(long decided, long wrong) {}
}
