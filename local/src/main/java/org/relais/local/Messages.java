package org.relais.local;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;

/** What the command line says, in French unless the person's settings ask for English. */
public final class Messages {

    private static final ResourceBundle.Control EXACTLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final String LAUNCHER = "./relais";
    /** What they say of the command holds for every platform. */
    private static final Set<String> GENERAL = Set.of("help", "up.port-advice");

    private final Locale locale;
    private final ResourceBundle texts;
    private final String launcher;

    private Messages(Locale locale, String launcher) {
        this.locale = locale;
        this.launcher = launcher;
        this.texts = ResourceBundle.getBundle("org.relais.local.messages", locale, EXACTLY);
    }

    public static Messages in(Locale locale) {
        return new Messages(locale, LAUNCHER);
    }

    /** The same, where a command that they suggest is for the platform with this port offset. */
    Messages forPlatform(int portOffset) {
        return new Messages(locale, portOffset == 0 ? LAUNCHER : "RELAIS_PORT_OFFSET=" + portOffset + " " + LAUNCHER);
    }

    /** The language that the environment asks for: English where it says so, else French. */
    static Locale language(Map<String, String> environment) {
        String asked = List.of("LC_ALL", "LC_MESSAGES", "LANG").stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
        return asked.startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
    }

    public Locale locale() {
        return locale;
    }

    public String get(String key, Object... arguments) {
        String text = texts.getString(key);
        String addressed = GENERAL.contains(key) ? text : text.replace(LAUNCHER, launcher);
        return new MessageFormat(addressed, locale).format(arguments);
    }

    /** The text, or the key's last word where there is none. */
    public String getOr(String key, String otherwise) {
        return texts.containsKey(key) ? get(key) : otherwise;
    }
}
