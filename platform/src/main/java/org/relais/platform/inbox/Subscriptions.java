package org.relais.platform.inbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Everything this service reads. */
final class Subscriptions {

    private final List<InboxSubscription> all;
    private final Map<String, InboxSubscription> byTopic = new ConcurrentHashMap<>();

    Subscriptions(List<InboxSubscription> all) {
        this.all = List.copyOf(all);
    }

    boolean none() {
        return all.isEmpty();
    }

    /** One pattern for all, so that one consumer takes fixed topics and families alike. */
    Pattern topics() {
        return Pattern.compile(all.stream().map(Subscriptions::expression).collect(Collectors.joining("|")));
    }

    InboxSubscription of(String topic) {
        return byTopic.computeIfAbsent(
                topic,
                name -> all.stream()
                        .filter(subscription -> Pattern.matches(expression(subscription), name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no subscription reads topic " + name)));
    }

    private static String expression(InboxSubscription subscription) {
        return switch (subscription) {
            case InboxSubscription.Numbered numbered ->
                Pattern.quote(numbered.topic().name());
            case InboxSubscription.Latest latest -> Pattern.quote(latest.topic().name());
            case InboxSubscription.Commands commands ->
                "(?:" + commands.topics().pattern() + ")";
        };
    }
}
