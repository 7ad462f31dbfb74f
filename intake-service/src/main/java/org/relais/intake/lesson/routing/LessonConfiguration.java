package org.relais.intake.lesson.routing;

import java.time.Clock;
import org.relais.intake.lesson.KeepLessons;
import org.relais.intake.lesson.Lessons;
import org.relais.intake.territory.Territories;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LessonSettings.class)
class LessonConfiguration {

    @Bean
    LessonFollower lessonFollower(
            LessonSettings settings, Lessons lessons, KeepLessons keep, Territories territories, Clock clock) {
        return new LessonFollower(settings, lessons, keep, territories, clock);
    }
}
