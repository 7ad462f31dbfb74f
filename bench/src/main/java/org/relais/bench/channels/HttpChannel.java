package org.relais.bench.channels;

import java.time.Duration;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.load.LoadResult;

/** A way in by HTTP: acknowledged is what is answered so. */
record HttpChannel(String name, String written, int requestsACall, HttpLoad load) implements Channel {

    private static final int CONNECTIONS = 64;

    HttpChannel(String name, String written, HttpLoad load) {
        this(name, written, 1, load);
    }

    @Override
    public LoadResult run(double requestsPerSecond, Duration time) {
        return load.openLoop(CONNECTIONS, requestsPerSecond / requestsACall, time);
    }
}
