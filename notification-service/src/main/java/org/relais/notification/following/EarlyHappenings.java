package org.relais.notification.following;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relais.notification.planning.Happening;
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

    EarlyHappenings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void keep(String requestId, Happening happening) {
        jdbc.sql("insert into early_happening (request_id, type, happening)"
                        + " values (:requestId, :type, cast(:happening as jsonb))")
                .param("requestId", UUID.fromString(requestId))
                .param("type", happening.getClass().getSimpleName())
                .param("happening", json.writeValueAsString(happening))
                .update();
    }

    /** Removes and returns them, in the order they came. */
    List<Happening> takeAll(String requestId) {
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
