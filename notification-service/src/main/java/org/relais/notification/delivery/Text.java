package org.relais.notification.delivery;

/**
 * A text message, ready to leave.
 *
 * @param to number in international form, such as {@code +33612345678}
 */
public record Text(String deliveryId, String to, String content) {

    @Override
    public String toString() {
        return "Text[deliveryId=" + deliveryId + "]";
    }
}
