package org.relais.intake.lesson;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lessons as they are kept here. */
public interface Lessons {

    /** A territory's lessons; empty before they were told for the first time. */
    Optional<Told> of(String jurisdictionId);

    /**
     * @param lessons the newest first
     * @param toldAt as of when
     */
    record Told(List<Lesson> lessons, Instant toldAt) {
        public Told {
            lessons = List.copyOf(lessons);
        }
    }
}
