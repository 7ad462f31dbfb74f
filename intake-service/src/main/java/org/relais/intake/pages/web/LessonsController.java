package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.lesson.Lesson;
import org.relais.intake.lesson.Lessons;
import org.relais.intake.pages.Page;
import org.relais.intake.territory.Territory;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What went to the wrong department again and again, what was changed, and what came of it. */
@Page
@Hidden
class LessonsController {

    private final Lessons lessons;

    LessonsController(Lessons lessons) {
        this.lessons = lessons;
    }

    /** A lesson with the names of what it is about. */
    record Shown(
            String service,
            @Nullable String area,
            boolean partly,
            String from,
            String to,
            Lesson.Share before,
            Lesson.Share after,
            Instant publishedAt,
            @Nullable Instant endedAt) {

        static Shown of(Lesson lesson, Territory territory, String language) {
            String area = lesson.area();
            return new Shown(
                    territory
                            .service(lesson.service())
                            .map(service -> service.name().in(language))
                            .orElse(lesson.service()),
                    area == null ? null : area(area, territory, language),
                    lesson.partly(),
                    department(lesson.fromDepartment(), territory, language),
                    department(lesson.toDepartment(), territory, language),
                    lesson.before(),
                    lesson.after(),
                    lesson.publishedAt(),
                    lesson.endedAt());
        }

        private static String department(String code, Territory territory, String language) {
            return territory
                    .department(code)
                    .map(department -> department.name().in(language))
                    .orElse(code);
        }

        private static String area(String id, Territory territory, String language) {
            return territory.areas().stream()
                    .filter(area -> area.id().equals(id))
                    .findFirst()
                    .map(area -> area.name().in(language))
                    .orElse(id);
        }
    }

    @GetMapping("/lecons")
    String lessons(Territory territory, Locale locale, Model model) {
        Optional<Lessons.Told> told = lessons.of(territory.jurisdictionId());
        model.addAttribute("toldAt", told.map(Lessons.Told::toldAt).orElse(null));
        model.addAttribute(
                "lessons",
                told.map(Lessons.Told::lessons).orElse(List.of()).stream()
                        .map(lesson -> Shown.of(lesson, territory, locale.getLanguage()))
                        .toList());
        return "lessons";
    }
}
