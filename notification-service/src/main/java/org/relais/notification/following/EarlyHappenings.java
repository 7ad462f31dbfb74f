package org.relais.notification.following;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relais.notification.planning.Happening;
import org.relais.platform.commit.PerTransaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What happened to requests that are not known yet. */
@Repository
class EarlyHappenings {

    private static final Map<String, Class<?>> TYPES = Arrays.stream(Happening.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** Requests of which a transaction knows that nothing waits. */
    private final PerTransaction<Set<String>> absences = new PerTransaction<>(HashSet::new);

    EarlyHappenings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Looks for all of these at once, for what the caller's transaction asks later. */
    void lookFor(Set<String> requestIds) {
        Set<String> found = Set.copyOf(
                jdbc.sql("select distinct request_id::text from early_happening where request_id = any(?::uuid[])")
                        .param(requestIds.toArray(String[]::new))
                        .query(String.class)
                        .list());
        Set<String> absent = absences.get();
        requestIds.stream().filter(requestId -> !found.contains(requestId)).forEach(absent::add);
    }

    void keep(String requestId, Happening happening) {
        absences.begun().ifPresent(absent -> absent.remove(requestId));
        jdbc.sql("insert into early_happening (request_id, type, happening)"
                        + " values (:requestId, :type, cast(:happening as jsonb))")
                .param("requestId", UUID.fromString(requestId))
                .param("type", happening.getClass().getSimpleName())
                .param("happening", json.writeValueAsString(happening))
                .update();
    }

    /** Removes and returns them, in the order they came. */
    List<Happening> takeAll(String requestId) {
        if (absences.begun().filter(absent -> absent.contains(requestId)).isPresent()) {
            return List.of();
        }
        UUID id = UUID.fromString(requestId);
        List<Happening> taken = jdbc.sql("select type, happening from early_happening where request_id = :requestId"
                        + " order by position")
                .param("requestId", id)
                .query((row, number) -> read(row.getString("type"), row.getString("happening")))
                .list();
        if (!taken.isEmpty()) {
            jdbc.sql("delete from early_happening where request_id = :requestId")
                    .param("requestId", id)
                    .update();
        }
        return taken;
    }

    private Happening read(String type, String happening) {
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalStateException("no such happening: " + type);
        }
        return (Happening) json.readValue(happening, known);
    }
}
