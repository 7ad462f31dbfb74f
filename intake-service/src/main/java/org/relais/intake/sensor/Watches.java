package org.relais.intake.sensor;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;

/** What is known of each sensor, and what is to be done about them. */
public interface Watches {

    /** @param nextLook when to look again though nothing is heard; null where there is no need */
    record Change(Watch watch, List<Act> acts, @Nullable Instant nextLook) {}

    /** Begins to watch those that aren't watched yet, and has all of them looked at soon. */
    void begin(Collection<SensorKey> sensors, Instant now);

    /**
     * Changes what is known of a sensor, in one transaction that holds the sensor; watches it from now on if it wasn't.
     *
     * @return whether anything changed
     */
    boolean change(SensorKey sensor, Instant now, Changing changing);

    /** Says what is known then and is to be done; null where nothing changes. */
    @FunctionalInterface
    interface Changing {
        @Nullable
        Change of(Watch watch);
    }

    /** Sensors that are due to be looked at, the longest due first. */
    List<SensorKey> due(Instant now, int most);

    /** Has a sensor looked at no more until it is heard or watching begins anew. */
    void rest(SensorKey sensor);

    /** What is still to be done, in order. */
    List<Pending> pending(int most);

    /**
     * An act that is still to be done.
     *
     * @param requestId the request it is about, where that is filed
     */
    record Pending(long id, Act act, @Nullable UUID requestId) {}

    /** The request was filed. */
    void filed(Pending done, UUID requestId, TrackingCode code);

    /** Nothing more is to be done. */
    void done(Pending done);

    /** The request was refused. */
    void refused(Pending done);
}
