package org.relais.bench.channels;

import java.time.Duration;
import org.relais.bench.load.LoadResult;

/** One way in, under load. */
interface Channel {

    /** As the report calls it. */
    String name();

    /** What intake writes down as the channel of its requests. */
    String written();

    /** How many requests one call files. */
    default int requestsACall() {
        return 1;
    }

    /** Makes ready what so many requests need that isn't part of filing. */
    default void prepare(int requests) throws Exception {}

    /** Files at this rate for this time; a request's latency counts from when it was due until it was acknowledged. */
    LoadResult run(double requestsPerSecond, Duration time) throws Exception;
}
