package org.relais.intake.lesson.routing;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.relais.intake.lesson.KeepLessons;
import org.relais.intake.lesson.Lesson;
import org.relais.intake.lesson.Lessons;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.platform.refresh.Refreshed;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for each territory's lessons from time to time: what they measure grows with every request, which is no event of its own. One
 * instance's answer serves all.
 */
final class LessonFollower extends Refreshed {

    private static final Logger LOG = LoggerFactory.getLogger(LessonFollower.class);
    private static final int PHASE = 600;

    private final LessonSettings settings;
    private final LessonSource source;
    private final Lessons lessons;
    private final KeepLessons keep;
    private final Territories territories;
    private final Clock clock;
    /** Told once, until they come again. */
    private final Set<String> failing = new HashSet<>();

    LessonFollower(LessonSettings settings, Lessons lessons, KeepLessons keep, Territories territories, Clock clock) {
        super("lessons", settings.look(), PHASE);
        this.settings = settings;
        this.source = new LessonSource(settings);
        this.lessons = lessons;
        this.keep = keep;
        this.territories = territories;
        this.clock = clock;
    }

    /** Nobody waits for them: what was told before is in the database. */
    @Override
    protected void begin() {}

    @Override
    protected void refresh() {
        for (Territory territory : territories.all()) {
            Instant now = clock.instant();
            boolean young = lessons.of(territory.jurisdictionId())
                    .filter(told -> told.toldAt().plus(settings.age()).isAfter(now))
                    .isPresent();
            if (!young) {
                ask(territory.jurisdictionId(), now);
            }
        }
    }

    private void ask(String jurisdictionId, Instant now) {
        try {
            List<Lesson> told = source.of(jurisdictionId);
            keep.keep(jurisdictionId, told, now);
            failing.remove(jurisdictionId);
        } catch (IOException notNow) {
            if (!failing.add(jurisdictionId)) {
                return;
            }
            LOG.atWarn()
                    .setMessage("Lessons could not be fetched; the last ones known are shown")
                    .addKeyValue("jurisdictionId", jurisdictionId)
                    .addKeyValue(LogKeys.OUTCOME, "lessons_not_fetched")
                    .addKeyValue(LogKeys.REASON, notNow.getMessage())
                    .log();
        }
    }
}
