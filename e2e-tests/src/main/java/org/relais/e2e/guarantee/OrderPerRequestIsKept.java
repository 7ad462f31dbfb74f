package org.relais.e2e.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relais.e2e.guarantee.History.Published;

/**
 * On each topic, a request's events stand in the order of their numbers, without gaps.
 *
 * <p>Legal, by number: {@code 1 2 3}; {@code 1 2 2 3} and {@code 1 2 1 2 3}, where a crash made the relay publish again what it
 * had published, under the same event ids: a reader drops what is not newer.
 *
 * <p>Illegal: {@code 1 3 2} and {@code 2 1}, since a reader meets a number before the one in front of it; {@code 1 3}, a gap that
 * is never filled; two events of one number; one event under two numbers.
 */
public final class OrderPerRequestIsKept implements Guarantee {

    private record Stream(String topic, String requestId) {}

    @Override
    public List<String> breaches(History history) {
        var breaches = new ArrayList<String>();
        Map<Stream, List<String>> seen = new HashMap<>();
        for (Published record : numbered(history)) {
            var stream = new Stream(record.topic(), record.requestId());
            var eventIds = seen.computeIfAbsent(stream, _ -> new ArrayList<>());
            if (record.sequence() == eventIds.size() + 1) {
                if (eventIds.contains(record.eventId())) {
                    breaches.add(place(record) + " is event " + record.eventId() + " under a second number");
                }
                eventIds.add(record.eventId());
            } else if (record.sequence() > eventIds.size() + 1) {
                breaches.add(place(record) + " came after number " + eventIds.size());
            } else if (!eventIds.get((int) record.sequence() - 1).equals(record.eventId())) {
                breaches.add(place(record) + " is a second event of that number");
            }
        }
        return breaches;
    }

    @Override
    public String witness(History history) {
        var records = numbered(history);
        var streams = records.stream()
                .map(r -> new Stream(r.topic(), r.requestId()))
                .distinct()
                .count();
        return "%,d numbered events in %,d streams of a topic and a request".formatted(records.size(), streams);
    }

    private static List<Published> numbered(History history) {
        return history.published().stream()
                .filter(record -> record.sequence() > 0)
                .toList();
    }

    private static String place(Published record) {
        return "%s of request %s, number %d at %s-%d@%d"
                .formatted(
                        record.type(),
                        record.requestId(),
                        record.sequence(),
                        record.topic(),
                        record.partition(),
                        record.offset());
    }
}
