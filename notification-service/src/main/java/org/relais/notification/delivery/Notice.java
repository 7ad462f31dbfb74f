package org.relais.notification.delivery;

/**
 * A message to a conversation, ready to leave.
 *
 * @param language of the words, such as {@code fr}
 */
public record Notice(String deliveryId, Conversation conversation, String language, String content) {

    @Override
    public String toString() {
        return "Notice[deliveryId=" + deliveryId + "]";
    }
}
