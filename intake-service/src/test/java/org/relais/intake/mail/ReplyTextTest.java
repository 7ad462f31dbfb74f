package org.relais.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    private static final String ANSWER = "Sur la chaussée, devant le n° 12.";

    static Stream<String> quotations() {
        return Stream.of(
                "Le lun. 2 mars 2026 à 10:00, Ville de Valmont <x@valmont.example> a écrit :\n"
                        + "> Bonjour,\n"
                        + "> où est-ce ?",
                "Le lun. 2 mars 2026 à 10:00, Ville de Valmont-sur-Loire\n"
                        + "<x@valmont.example> a écrit\u00a0:\n\n"
                        + "> Bonjour",
                "Le 02/03/2026 à 10:00, Ville a écrit :\n>\n> Bonjour",
                "On Mon, 2 Mar 2026 at 10:00, Town of Valmont <x@valmont.example> wrote:\n\n> Hello\n>> older",
                "On Mon, 2 Mar 2026 at 10:00, Town of Valmont with a long name\n<x@valmont.example>\nwrote:\n> Hello",
                "-----Message d'origine-----\n"
                        + "De : Ville\n"
                        + "Envoyé : lundi 2 mars 2026\n"
                        + "À : Jean\n"
                        + "Objet : Votre demande\n\n"
                        + "Bonjour",
                "-----Original Message-----\nFrom: Town\nSent: Monday\nTo: Joan\nSubject: Your request\n\nHello",
                "________________________________\n"
                        + "De : Ville <x@valmont.example>\n"
                        + "Envoyé : lundi\n"
                        + "À : Jean\n"
                        + "Objet : Votre demande\n\n"
                        + "Texte",
                "De : Ville <x@valmont.example>\nDate : lundi 2 mars\nÀ : Jean\nObjet : Votre demande\n\nTexte",
                "From: Town <x@valmont.example>\nSent: Monday\nTo: Joan\nSubject: Your request\n\nText",
                "envoyé : 2 mars 2026 à 10:00\n"
                        + "de : Ville <x@valmont.example>\n"
                        + "à : Jean <j@canari.example>\n"
                        + "objet : Votre demande K7QF-29MD\n\n"
                        + "Texte",
                "========================================\n\n"
                        + "Message du : 02/03/2026 10:00\n"
                        + "De : \"Ville\" <x@valmont.example>\n"
                        + "A : \"Jean\" <j@canari.example>\n"
                        + "Copie à :\n"
                        + "Sujet : Votre demande K7QF-29MD\n\n"
                        + "Texte",
                "----- Mail original -----\n"
                        + "De: \"Ville\"\n"
                        + "À: \"Jean\"\n"
                        + "Envoyé: Lundi 2 Mars 2026\n"
                        + "Objet: Demande\n\n"
                        + "Texte",
                "De : Ville de Valmont\nEnvoyé : lundi 2 mars\nÀ : Jean\nObjet : Votre demande\n\nTexte",
                "envoyé : 2 mars 2026 à 10:00\n\n"
                        + "de : Ville <x@valmont.example>\n\n"
                        + "objet : Votre demande\n\n"
                        + "Texte",
                "Le 2 mars 2026 à 10:00, Ville <x@valmont.example> a écrit\u202f:\n\n> Bonjour",
                "Le 2 mars 2026 a\u0300 10:00, Ville <x@valmont.example> a e\u0301crit :\n\n> Bonjour",
                "> quoted without a word before it");
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void leavesOutWhatIsQuoted(String quotation) {
        assertThat(ReplyText.ofReply(ANSWER + "\n\n" + quotation)).isEqualTo(ANSWER);
        assertThat(ReplyText.ofReply((ANSWER + "\n\n" + quotation).replace("\n", "\r\n")))
                .isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nJean Dupont\n12 rue des Lilas",
                "--\nJoan",
                "Envoyé de mon iPhone",
                "Sent from my iPhone",
                "Envoyé depuis mon mobile Orange",
                "Obtenir Outlook pour Android",
                "Get Outlook for iOS",
                "Provenance : Courrier pour Windows"
            })
    void leavesOutSignatures(String signature) {
        assertThat(ReplyText.ofReply(ANSWER + "\n\n" + signature)).isEqualTo(ANSWER);
        assertThat(ReplyText.ofNew(ANSWER + "\n\n" + signature)).isEqualTo(ANSWER);
    }

    @Test
    void keepsWhatIsWrittenBelowOneQuotation() {
        assertThat(ReplyText.ofReply("On Monday 2 March, Town wrote:\n> Where is it?\n\n" + ANSWER))
                .isEqualTo(ANSWER);
    }

    @Test
    void keepsTheAnswersAloneWhereTheyStandBetweenQuotations() {
        String interleaved = "Le 2 mars 2026, Ville a écrit :\n> Où ?\nIci.\n> Quand ?\nHier.";

        assertThat(ReplyText.ofReply(interleaved)).isEqualTo("Ici.\nHier.");
    }

    @Test
    void isEmptyWhereNothingOfTheirOwnStandsInAReply() {
        assertThat(ReplyText.ofReply("> Où est-ce ?\n> Devant l'école.")).isEmpty();
        assertThat(ReplyText.ofReply(
                        "Envoyé de mon iPhone\n\nLe 2 mars 2026 à 10:00, Ville a écrit :\n> Votre demande K7QF-29MD"))
                .isEmpty();
    }

    @Test
    void keepsASignatureWhereANewMailHoldsNothingElse() {
        assertThat(ReplyText.ofNew("Envoyé de mon iPhone")).isEqualTo("Envoyé de mon iPhone");
    }

    @Test
    void keepsWhatANewMailPassesOn() {
        String passedOn = "Voir ci-dessous.\n\n"
                + "---------- Message transféré ---------\n"
                + "De : Voisin\n"
                + "Date : hier\n"
                + "Objet : Trou\n\n"
                + "Un trou.";

        assertThat(ReplyText.ofNew(passedOn)).isEqualTo(passedOn);
    }

    @Test
    void keepsTheSpacesThatAPersonSet() {
        assertThat(ReplyText.ofReply("À 10\u00a0h\u202f: un trou.")).isEqualTo("À 10\u00a0h\u202f: un trou.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Date : 3 mars\nÀ : 12 rue des Lilas\nDe : 22 h à minuit",
                "De : 22 h à minuit\nDate : 3 mars\nÀ : 12 rue des Lilas",
                "Date : 3 mars\nLe bruit recommence chaque soir.\nÀ : 12 rue des Lilas\nDe : ada@canari.example",
                "Objet : le banc\nDe : la place\nÀ : la mairie"
            })
    void takesNoAnswerInHeadersForAQuotation(String answer) {
        assertThat(ReplyText.ofReply(answer)).isEqualTo(answer);
        assertThat(ReplyText.ofReply(answer + "\n\nLe 2 mars 2026 à 10:00, Ville a écrit :\n> Quand ?"))
                .isEqualTo(answer);
    }

    @Test
    void leavesOutAQuotationWhoseWriterHasNoAddress() {
        String answer = "Devant le 12.\n\n"
                + "Date : 2 mars 2026\n"
                + "De : Ville de Valmont\n"
                + "À : Jean\n"
                + "Objet : Votre demande\n\n"
                + "Bonjour";

        assertThat(ReplyText.ofReply(answer)).isEqualTo("Devant le 12.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon voisin du 12 m'a écrit :",
                "Le voisin m'a écrit :",
                "Le gardien du parc, lui aussi, a écrit :",
                "My neighbour wrote:",
                "On the sign somebody wrote:"
            })
    void keepsSomebodysWordsThatAreReported(String sentence) {
        String report = sentence + "\n\nLe banc est cassé depuis lundi.\nIl faut le réparer.";

        assertThat(ReplyText.ofReply(report)).isEqualTo(report);
        assertThat(ReplyText.leftOutUnmarked(report)).isEmpty();
        assertThat(ReplyText.ofReply(report + "\n\nLe 2 mars 2026 à 10:00, Ville a écrit :\n> Quand ?"))
                .isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ville <x@valmont.example> a écrit :",
                "Ville de Valmont, 02/03/2026, a écrit :",
                "Town of Valmont, March 2, 10 am, wrote:",
                "Le 1er août, Ville a écrit :",
                "On 2nd March, Town wrote:"
            })
    void leavesOutAQuotationWhoseLinesAreNotMarkedAndSaysSo(String attribution) {
        String quotation = attribution + "\nBonjour, où est-ce ?";

        assertThat(ReplyText.ofReply(ANSWER + "\n\n" + quotation)).isEqualTo(ANSWER);
        assertThat(ReplyText.leftOutUnmarked(ANSWER + "\n\n" + quotation)).isEqualTo(quotation);
    }

    @Test
    void leavesOutAnUndatedLineAboveWhatIsMarked() {
        String reply = ANSWER + "\n\nVille de Valmont a écrit :\n\n> Bonjour";

        assertThat(ReplyText.ofReply(reply)).isEqualTo(ANSWER);
        assertThat(ReplyText.leftOutUnmarked(reply)).isEmpty();
    }

    @Test
    void takesNoOrdinarySentenceForAQuotation() {
        String text = "Le trou est là depuis le 2 mars.\n"
                + "On the left side, by the school.\n"
                + "Le voisin m'a écrit : il est d'accord.";

        assertThat(ReplyText.ofReply(text)).startsWith("Le trou est là").contains("by the school");
    }
}
