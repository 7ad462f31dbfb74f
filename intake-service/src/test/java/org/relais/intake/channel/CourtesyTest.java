package org.relais.intake.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourtesyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merci",
                "Ｍｅｒｃｉ",
                "Merci beaucoup !",
                "Ok, merci à toute l'équipe 🙏",
                "Parfait, bonne journée",
                "C'est réparé, merci",
                "non merci",
                "Thank you so much",
                "thanks, great job",
                "Merci pour votre aide",
                "Thanks for your help",
                "👍",
                "❤️🙏"
            })
    void hearsThanksThatAskForNothing(String text) {
        assertThat(Courtesy.isAll(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "…",
                "?",
                "12",
                "Bonjour",
                "Merci de réparer le banc",
                "Merci, mais ce n'est pas réparé",
                "Non réparé, merci",
                "Merci ?",
                "Merci 😡",
                "👎",
                "🆘",
                "Thanks for nothing, it is still broken",
                "Le banc",
                "Help, thanks",
                "Aide, merci",
                "Intervention rapide, merci"
            })
    void losesNothingThatIsAskedFor(String text) {
        assertThat(Courtesy.isAll(text)).isFalse();
    }

    @Test
    void knowsAGreetingFromARequestThatBeginsWithOne() {
        for (String greeting : List.of("Bonjour", "bonjour !", "Bonsoir Madame", "Hello team 👋", "Good morning")) {
            assertThat(Courtesy.isGreeting(greeting)).as(greeting).isTrue();
        }
        for (String more : List.of("Bonjour, un trou", "Hello?", "Bonjour 🚨", "Madame", "")) {
            assertThat(Courtesy.isGreeting(more)).as(more).isFalse();
        }
    }
}
