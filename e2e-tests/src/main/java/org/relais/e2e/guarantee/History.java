package org.relais.e2e.guarantee;

import java.util.List;
import java.util.Set;

/**
 * What a run left behind, as seen from outside.
 *
 * @param filed every filing that was acknowledged to a citizen
 * @param published every record of every topic, each partition in the order of its offsets
 * @param mails every mail that the mail server took
 * @param departmentsOnKafka codes of the departments that take part by Kafka
 */
public record History(List<Filed> filed, List<Published> published, List<Mail> mails, Set<String> departmentsOnKafka) {

    /** A filing that was answered with success. */
    public record Filed(String requestId) {}

    /**
     * A record as it stands in Kafka.
     *
     * @param type simple name of the record type
     * @param caseId case that the record is about: the request's own, or that of a part of it; empty where it names none
     * @param department code of the department the record names; empty where it names none
     * @param deliveryId id of the message it tells of; empty where it tells of none
     * @param cause for a delivery, the event and person it is about; empty otherwise
     */
    public record Published(
            String topic,
            int partition,
            long offset,
            String type,
            String eventId,
            String requestId,
            String caseId,
            long sequence,
            String department,
            String deliveryId,
            String cause) {}

    /** A mail, by its recipient and its Message-ID without brackets. */
    public record Mail(String recipient, String messageId) {

        @Override
        public String toString() {
            return "Mail[messageId=" + messageId + "]";
        }
    }
}
