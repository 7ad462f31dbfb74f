package org.relais.intake.messenger.web;

/**
 * What a messenger says became of a message of ours, in notification's words.
 *
 * @param id the messenger's own, which may hold a number
 */
record MessengerReceipt(String id, String outcome) {

    static final String DELIVERED = "delivered";
    static final String NOT_DELIVERED = "not_delivered";

    /** It takes no words of ours so long after the person wrote. */
    static final String WINDOW_CLOSED = "window_closed";

    @Override
    public String toString() {
        return "MessengerReceipt[" + outcome + "]";
    }
}
