package org.relais.local.importing;

import java.util.List;
import org.relais.local.Messages;

/** Something to tell the person, in their language. */
record Problem(String key, List<Object> arguments) {

    static Problem of(String key, Object... arguments) {
        return new Problem(key, List.of(arguments));
    }

    String text(Messages messages) {
        return messages.get(key, arguments.toArray());
    }
}
