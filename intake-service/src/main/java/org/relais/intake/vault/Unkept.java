package org.relais.intake.vault;

import java.util.List;
import java.util.UUID;

/** What of the message by which a person asked could not be kept. */
@FunctionalInterface
public interface Unkept {

    /** Reasons, as words of the platform; empty for somebody whose message was taken whole, or who asked otherwise. */
    List<String> of(UUID requesterId);
}
