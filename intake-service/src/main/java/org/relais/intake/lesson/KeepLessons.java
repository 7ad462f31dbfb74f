package org.relais.intake.lesson;

import java.time.Instant;
import java.util.List;

/** Puts what was told now in the place of what was told before. */
public interface KeepLessons {

    void keep(String jurisdictionId, List<Lesson> lessons, Instant toldAt);
}
