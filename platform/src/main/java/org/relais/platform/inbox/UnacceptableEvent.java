package org.relais.platform.inbox;

/** Thrown by a handler for an event that can never be applied. */
public class UnacceptableEvent extends RuntimeException {

    private final String reasonCode;

    /** @param reasonCode snake_case, goes into the dead letter's header and the metric; never text from the payload */
    public UnacceptableEvent(String reasonCode) {
        super(reasonCode);
        this.reasonCode = reasonCode;
    }

    public String reasonCode() {
        return reasonCode;
    }
}
