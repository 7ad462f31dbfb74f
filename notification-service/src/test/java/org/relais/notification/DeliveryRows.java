package org.relais.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a running service keeps of a story's deliveries, in the order in which they were planned. */
final class DeliveryRows {

    private DeliveryRows() {}

    /** @param column an expression of SQL */
    static List<String> column(ApplicationContext service, Story story, String column) {
        return service.getBean(JdbcClient.class)
                .sql("select " + column + " from delivery where request_id = cast(:id as uuid) order by position")
                .params(Map.of("id", story.requestId))
                .query(String.class)
                .list();
    }

    static List<Integer> attempts(ApplicationContext service, Story story) {
        return column(
                        service,
                        story,
                        "(select count(*) from delivery_attempt a where a.delivery_id = delivery.delivery_id)::text")
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    /** How often somebody may have got a message twice, of all stories. */
    static double possibleRepeats(ApplicationContext service) {
        return service.getBean(MeterRegistry.class)
                .counter("relais.mail.possible.repeats")
                .count();
    }
}
