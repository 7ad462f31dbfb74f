package org.relais.intake.lesson.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.relais.intake.lesson.KeepLessons;
import org.relais.intake.lesson.Lesson;
import org.relais.intake.lesson.Lessons;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One row a territory: they are told, shown and replaced together. */
@Repository
class JdbcLessons implements Lessons, KeepLessons {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Lesson>> LESSONS = new TypeReference<>() {};

    private final JdbcClient database;

    JdbcLessons(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<Told> of(String jurisdictionId) {
        return database.sql("SELECT lessons, told_at FROM told_lessons WHERE jurisdiction_id = ?")
                .param(jurisdictionId)
                .query((row, number) -> new Told(
                        JSON.readValue(row.getString(1), LESSONS),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public void keep(String jurisdictionId, List<Lesson> lessons, Instant toldAt) {
        database.sql("""
            INSERT INTO told_lessons AS told (jurisdiction_id, lessons, told_at) VALUES (:id, :lessons::jsonb, :at)
            ON CONFLICT (jurisdiction_id) DO UPDATE SET lessons = excluded.lessons, told_at = excluded.told_at
            WHERE told.told_at < excluded.told_at
            """)
                .param("id", jurisdictionId)
                .param("lessons", JSON.writeValueAsString(lessons))
                .param("at", toldAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
