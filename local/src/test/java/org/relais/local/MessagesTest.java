package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void speaksFrenchUnlessTheEnvironmentAsksForEnglish() {
        assertThat(Messages.language(Map.of())).isEqualTo(Locale.FRENCH);
        assertThat(Messages.language(Map.of("LANG", "C"))).isEqualTo(Locale.FRENCH);
        assertThat(Messages.language(Map.of("LANG", "en_GB.UTF-8"))).isEqualTo(Locale.ENGLISH);
        assertThat(Messages.language(Map.of("LC_ALL", "fr_FR.UTF-8", "LANG", "en_GB.UTF-8")))
                .isEqualTo(Locale.FRENCH);
        assertThat(Messages.language(Map.of("LC_ALL", "", "LANG", "en_GB.UTF-8")))
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void saysEverythingInBothLanguages() throws IOException {
        Properties french = texts("messages.properties");
        Properties english = texts("messages_en.properties");

        assertThat(english.keySet()).isEqualTo(french.keySet());
        assertThat(french).isNotEmpty();
        french.values()
                .forEach(text -> assertThat(new MessageFormat((String) text)).isNotNull());
        english.values()
                .forEach(text -> assertThat(new MessageFormat((String) text)).isNotNull());
    }

    @Test
    void countsInWords() {
        Messages messages = Messages.in(Locale.FRENCH);

        assertThat(messages.get("status.triage", 1, "3 min"))
                .isEqualTo("Une demande attend qu’une personne l’aiguille, la plus ancienne depuis 3 min.");
        assertThat(messages.get("status.triage", 2, "3 min")).startsWith("2 demandes attendent");
    }

    @Test
    void suggestsCommandsForThePlatformThatItSpeaksOf() {
        Messages messages = Messages.in(Locale.ENGLISH);

        assertThat(messages.forPlatform(0).get("status.not-running")).contains("“./relais up”");
        assertThat(messages.forPlatform(300).get("status.not-running"))
                .contains("“RELAIS_PORT_OFFSET=300 ./relais up”");
        assertThat(messages.forPlatform(300).get("places.logins", "here", "voirie"))
                .contains("RELAIS_PORT_OFFSET=300 ./relais token voirie")
                .doesNotContain("Ctrl-C");
    }

    private static Properties texts(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Messages.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
