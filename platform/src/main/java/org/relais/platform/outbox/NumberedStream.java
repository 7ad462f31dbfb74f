package org.relais.platform.outbox;

import java.util.Comparator;

/** What this service tells of one request on one topic. */
record NumberedStream(String topic, String requestId, Numbering numbering) {

    static final Comparator<NumberedStream> ORDER = Comparator.comparing(NumberedStream::topic)
            .thenComparing(NumberedStream::requestId)
            .thenComparing(NumberedStream::numbering);
}
