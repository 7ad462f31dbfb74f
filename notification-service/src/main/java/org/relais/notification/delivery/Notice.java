package org.relais.notification.delivery;

/**
 * A message to a Matrix room, ready to leave.
 *
 * @param room where the person wrote, such as {@code !abc:town.example}
 */
public record Notice(String deliveryId, String room, String content) {

    @Override
    public String toString() {
        return "Notice[deliveryId=" + deliveryId + "]";
    }
}
