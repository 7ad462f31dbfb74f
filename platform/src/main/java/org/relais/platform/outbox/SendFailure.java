package org.relais.platform.outbox;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;

/** What a failed send means. */
enum SendFailure {
    /** This row can't be published as it is. */
    PARK,
    /** The topic can't be reached for now. */
    SUSPEND_TOPIC,
    /** The producer can't be used any more. */
    NEW_PRODUCER;

    private static final List<Class<? extends Exception>> OF_THE_ROW = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidTopicException.class,
            TopicAuthorizationException.class,
            SerializationException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            PolicyViolationException.class,
            UnsupportedForMessageFormatException.class);

    static SendFailure of(Exception failure) {
        if (OF_THE_ROW.stream().anyMatch(type -> type.isInstance(failure))) {
            return PARK;
        }
        return failure instanceof TimeoutException ? SUSPEND_TOPIC : NEW_PRODUCER;
    }
}
