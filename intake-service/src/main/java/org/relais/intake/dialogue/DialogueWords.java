package org.relais.intake.dialogue;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What goes back by a medium, in French or English. */
final class DialogueWords {

    private final String medium;
    private final ResourceBundle texts;

    private DialogueWords(String medium, ResourceBundle texts) {
        this.medium = medium;
        this.texts = texts;
    }

    /** @param medium name of a file of texts, and of the first word of its keys */
    static DialogueWords of(String medium, String language) {
        return new DialogueWords(
                medium,
                ResourceBundle.getBundle(
                        "messages." + medium,
                        language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)));
    }

    String say(String key, Object... values) {
        return MessageFormat.format(texts.getString(medium + "." + key), values);
    }
}
