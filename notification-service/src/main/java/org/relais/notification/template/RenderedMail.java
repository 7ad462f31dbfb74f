package org.relais.notification.template;

/** A message in words: its subject, and the same content as plain text and as a complete HTML page. */
public record RenderedMail(String subject, String text, String html) {

    @Override
    public String toString() {
        return "RenderedMail[" + text.length() + " characters]";
    }
}
