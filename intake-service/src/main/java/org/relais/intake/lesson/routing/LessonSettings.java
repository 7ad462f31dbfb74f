package org.relais.intake.lesson.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where lessons come from.
 *
 * @param url template with {@code {key}}, the jurisdiction
 * @param look how often it is looked whether they are to be asked for
 * @param age how old they may be before they are asked for again
 * @param patience how long routing may take to answer
 */
@ConfigurationProperties("relais.lessons")
record LessonSettings(
        String url,
        @DefaultValue("10s") Duration look,
        @DefaultValue("5m") Duration age,
        @DefaultValue("5s") Duration patience) {}
