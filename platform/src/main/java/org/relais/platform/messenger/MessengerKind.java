package org.relais.platform.messenger;

/** Whose messages look how, and whose calls are signed how. */
public enum MessengerKind {
    /** WhatsApp's Cloud API: {@code X-Hub-Signature-256}, and the challenge before it. */
    WHATSAPP,
    /** Telegram's Bot API: {@code X-Telegram-Bot-Api-Secret-Token}. */
    TELEGRAM,
    /** Any bridge: signed as WhatsApp's; the messages as docs/channels.md shows them. */
    PLAIN
}
