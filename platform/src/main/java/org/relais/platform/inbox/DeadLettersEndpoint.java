package org.relais.platform.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.platform.inbox.DeadLetterReplay.Letter;
import org.relais.platform.inbox.DeadLetterReplay.Replayed;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Dead letters for the operator: what waits and why, and feeding it in again; everything, one reason, or one letter. */
@Endpoint(id = "deadletters")
final class DeadLettersEndpoint {

    private final DeadLetterReplay replay;

    DeadLettersEndpoint(DeadLetterReplay replay) {
        this.replay = replay;
    }

    @ReadOperation
    List<Letter> list(@Nullable String reason) {
        return replay.list(reason);
    }

    @WriteOperation
    List<Replayed> replay(@Nullable String reason, @Nullable Integer partition, @Nullable Long offset) {
        if (partition != null && offset != null) {
            return List.of(replay.replay(partition, offset));
        }
        return replay.replayAll(reason);
    }
}
