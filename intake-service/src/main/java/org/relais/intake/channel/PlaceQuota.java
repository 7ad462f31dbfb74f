package org.relais.intake.channel;

import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;

/** How much may be filed by one channel, in all and about one place, whoever its senders say they are. */
@FunctionalInterface
public interface PlaceQuota {

    /**
     * Counts one request.
     *
     * @param channel its name as a caller
     * @param place null where the contact names none
     */
    boolean allows(String channel, @Nullable Place place);
}
