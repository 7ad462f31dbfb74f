package org.relais.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a person wrote by a messenger. Contact data, known for one try alone.
 *
 * @param channel the messenger's name in intake; {@code matrix} for Matrix
 * @param address the person's own there: a number, a chat
 * @param thread what answers are put under: the room in Matrix, else the message by which the person asked
 * @param heardAt when the person last said something there; null where intake doesn't say
 */
public record Conversation(
        String channel,
        String address,
        @Nullable String thread,
        @Nullable Instant heardAt) {

    @Override
    public String toString() {
        return "Conversation[" + channel + "]";
    }
}
