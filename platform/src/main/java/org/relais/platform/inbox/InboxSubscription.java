package org.relais.platform.inbox;

import java.util.Set;
import java.util.regex.Pattern;
import org.relais.event.catalogue.Topic;

/**
 * A topic (or a family of topics) that a service reads, and what it does with what stands there. Declare one bean each; the
 * consumer group is the service's name.
 */
public sealed interface InboxSubscription {

    EventHandler handler();

    /** Events numbered per source and request: not newer is dropped, the next is applied, a gap holds what follows. */
    record Numbered(Topic topic, EventHandler handler) implements InboxSubscription {}

    /**
     * Commands from outside: no numbers and no headers needed; every topic that matches is read, new ones as they appear. The
     * handler drops repeats by command id itself, since it owes a repeat the first answer.
     */
    record Commands(Pattern topics, Set<Class<?>> types, EventHandler handler) implements InboxSubscription {}

    /** A compacted topic: only the newest of a key counts, and gaps are normal. */
    record Latest(Topic topic, EventHandler handler) implements InboxSubscription {}
}
