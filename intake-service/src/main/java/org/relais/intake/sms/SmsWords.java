package org.relais.intake.sms;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What goes back by text message, in French or English. */
final class SmsWords {

    private final ResourceBundle texts;

    private SmsWords(ResourceBundle texts) {
        this.texts = texts;
    }

    static SmsWords in(String language) {
        return new SmsWords(ResourceBundle.getBundle(
                "messages.sms",
                language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)));
    }

    String say(String key, Object... values) {
        return MessageFormat.format(texts.getString("sms." + key), values);
    }
}
