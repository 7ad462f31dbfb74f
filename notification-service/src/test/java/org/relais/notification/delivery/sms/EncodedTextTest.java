package org.relais.notification.delivery.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.template.Samples;
import org.relais.notification.template.Templates;
import org.relais.platform.smpp.EncodedText;
import org.relais.platform.smpp.SourceAddress;
import tools.jackson.databind.json.JsonMapper;

class EncodedTextTest {

    private static final Templates TEMPLATES = new Templates(new JsonMapper());
    private static final String LONG_URL = "https://demandes.relais-sur-seine.example/requests/K7QF-29MD";
    private static final String LONG_OWN_URL =
            "https://demandes.relais-sur-seine.example/suivi/K7QF-29MD/cle/" + "x".repeat(32);

    @Test
    void takesAByteALetterWhereThePhonesAlphabetHasThemAll() {
        EncodedText text = EncodedText.of("Déjà là où é è ù É @ 5 €");

        assertThat(text.alphabet()).isEqualTo(Alphabet.ALPHA_DEFAULT);
        assertThat(text.bytes()).hasSize(25).startsWith('D', 5, 'j', 0x7F);
    }

    @Test
    void keepsLettersThatItHasNot() {
        EncodedText text = EncodedText.of("Reçu près de la forêt");

        assertThat(text.alphabet()).isEqualTo(Alphabet.ALPHA_UCS2);
        assertThat(new String(text.bytes(), StandardCharsets.UTF_16BE)).isEqualTo("Reçu près de la forêt");
    }

    @Test
    void putsTypographicSignsPlainly() {
        assertThat(EncodedText.of("L’arbre « penché »… – là\u00a0!").bytes())
                .isEqualTo(EncodedText.of("L'arbre \"penché\"... - là !").bytes());
    }

    @Test
    void writesAugustInLettersThatPhonesHave() {
        assertThat(EncodedText.of("Réponse attendue le 3 août 2027.").alphabet())
                .isEqualTo(Alphabet.ALPHA_DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "€, 80, 1",
        "€, 81, 2",
        "ê, 70, 1",
        "ê, 71, 2",
        "ê, 134, 2",
        "ê, 135, 3"
    })
    void countsWhatTheNetworkMakesOfIt(String letter, int times, int parts) {
        assertThat(EncodedText.of(letter.repeat(times)).parts()).isEqualTo(parts);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyKind")
    void needsTwoPartsAtMostForEveryKindOfMessage(MessageKind kind, String language) {
        Map<String, String> variables = Samples.in(language);
        if (kind == MessageKind.JOINED) {
            variables.put("trackingUrl", LONG_URL);
        } else {
            variables.put("trackingUrl", LONG_OWN_URL);
            variables.remove("leaveUrl");
        }
        if (kind == MessageKind.OUTCOME) {
            // What is planned has its date, what isn't ours somebody who has it: no department says both.
            variables.remove("responsible");
        }
        String name = kind.template();

        EncodedText text =
                EncodedText.of(TEMPLATES.renderText(name, TEMPLATES.currentVersion(name), language, variables));

        assertThat(text.alphabet()).isEqualTo(Alphabet.ALPHA_DEFAULT);
        assertThat(text.parts()).isBetween(1, 2);
    }

    /** But for those to offices, which leave by mail alone. */
    static Stream<Arguments> everyKind() {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> !kind.isForAnOffice())
                .flatMap(kind -> Stream.of("fr", "en").map(language -> Arguments.of(kind, language)));
    }

    @Test
    void knowsWhatKindOfSenderItIs() {
        assertThat(SourceAddress.of("+33600000000", "smpp.source").type()).isEqualTo(TypeOfNumber.INTERNATIONAL);
        assertThat(SourceAddress.of("+33600000000", "smpp.source").address()).isEqualTo("33600000000");
        assertThat(SourceAddress.of("38000", "smpp.source").type()).isEqualTo(TypeOfNumber.NETWORK_SPECIFIC);
        assertThat(SourceAddress.of("Relais", "smpp.source").type()).isEqualTo(TypeOfNumber.ALPHANUMERIC);
        assertThatThrownBy(() -> SourceAddress.of("Ville de Relais", "smpp.source"))
                .hasMessageContaining("smpp.source");
    }
}
