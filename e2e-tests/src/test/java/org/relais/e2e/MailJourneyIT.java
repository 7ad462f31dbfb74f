package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.Mailbox;
import org.relais.e2e.client.Mailbox.Letter;
import org.relais.e2e.client.Triage;
import org.relais.e2e.system.SystemUnderTest;

/** A person who uses nothing but mail: asks, is asked, answers, and reads the outcome, all in one thread. */
@ExtendWith(SharedSystem.class)
class MailJourneyIT {

    private static final String REQUESTS = "demandes@valmont.example";
    private static final String EMAIL = "mathurine.canari@exemple.invalid";

    @Test
    void aMailBecomesARequestAndItsRepliesReachTheCase(SystemUnderTest system) {
        var mailbox = new Mailbox(system, EMAIL);
        var citizen = new Citizen(system);
        var voirie = new Department(system, "voirie");
        var triage = new Triage(system);
        var asked = "<journey-" + system.intake().getPort() + "@exemple.invalid>";

        mailbox.send(REQUESTS, asked, "Barrière arrachée", "La barrière devant l'école est par terre.", Map.of());

        // Acknowledged in the same thread, and asked where it is.
        eventually(() -> assertThat(mailbox.letters()).isNotEmpty());
        Letter receipt = mailbox.letters().getFirst();
        assertThat(receipt.header("In-Reply-To")).isEqualTo(asked);
        assertThat(receipt.header("Reply-To")).matches(".*demandes\\+[a-z2-7]{42}@valmont\\.example.*");
        String code = Citizen.trackingCodeIn(said(receipt));

        // Nobody named a service, so a person decides; the place comes by mail.
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("awaiting_triage"));
        String id = citizen.follow(code).text("/id");
        reply(mailbox, receipt, "<place-" + id + "@exemple.invalid>", "12 rue des Tilleuls, côté impair.");
        eventually(() -> assertThat(citizen.follow(code).body().at("/timeline").toString())
                .contains("12 rue des Tilleuls"));
        assertThat(triage.assign(id, "voirie", "Barrière sur la chaussée.").succeeded())
                .isTrue();

        // The department asks, the person answers by mail, and the answer is the case's.
        eventually(() -> assertThat(voirie.read(id).status()).isEqualTo(200));
        assertThat(voirie.act(id, "ask", Map.of("question", "La barrière gêne-t-elle les piétons ?"))
                        .succeeded())
                .isTrue();
        eventually(() ->
                assertThat(mailbox.letters()).anyMatch(letter -> said(letter).contains("pour traiter votre demande")));
        assertThat(citizen.follow(code).text("/status")).isEqualTo("awaiting_citizen");
        Letter question = mailbox.letters().stream()
                .filter(letter -> said(letter).contains("pour traiter votre demande"))
                .findFirst()
                .orElseThrow();
        String answer =
                "Oui, il faut descendre du trottoir.\n\nLe lun. 2 mars 2026 à 10:00, Valmont <x@valmont.example> a"
                        + " écrit :\n> La barrière gêne-t-elle les piétons ?";
        reply(mailbox, question, "<answer-" + id + "@exemple.invalid>", answer);
        // The same mail once more, as mail servers do it, changes nothing.
        reply(mailbox, question, "<answer-" + id + "@exemple.invalid>", answer);
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("in_progress"));
        String timeline = citizen.follow(code).body().at("/timeline").toString();
        assertThat(timeline)
                .containsOnlyOnce("Oui, il faut descendre du trottoir.")
                .doesNotContain("a écrit");
        assertThat(voirie.act(id, "resolve", Map.of("outcome", "fixed", "message", "Barrière remise ce matin."))
                        .succeeded())
                .isTrue();

        // The outcome arrives under the person's own mail.
        eventually(() ->
                assertThat(mailbox.letters()).anyMatch(letter -> said(letter).contains("remise ce matin")));
        assertThat(mailbox.letters())
                .allSatisfy(letter -> assertThat(letter.header("References")).startsWith(asked));
        assertThat(citizen.follow(code).text("/status")).isEqualTo("resolved");
        // A machine's answer to it opens and answers nothing.
        int before = mailbox.letters().size();
        mailbox.send(
                replyTo(question),
                "<away-" + id + "@exemple.invalid>",
                "Réponse automatique : absente",
                "Je suis absente.",
                Map.of("Auto-Submitted", "auto-replied"));
        // Nor do thanks. What else is said about a request that is resolved opens another, which alone has a receipt.
        reply(mailbox, question, "<thanks-" + id + "@exemple.invalid>", "Merci !");
        reply(
                mailbox,
                question,
                "<again-" + id + "@exemple.invalid>",
                "Elle est de nouveau tombée, 3 quai des Brumes.");
        eventually(() -> assertThat(mailbox.letters()).hasSizeGreaterThan(before));
        assertThat(mailbox.letters().subList(before, mailbox.letters().size()))
                .allSatisfy(letter -> assertThat(letter.raw()).doesNotContain(code))
                .anySatisfy(letter -> assertThat(letter.subject()).startsWith("Nous avons bien reçu votre demande"));
        assertThat(citizen.follow(code).body().at("/timeline").toString())
                .doesNotContain("Je suis absente", "Merci", "de nouveau");
    }

    private static void reply(Mailbox mailbox, Letter letter, String messageId, String text) {
        mailbox.send(
                replyTo(letter),
                messageId,
                "Re: " + letter.subject(),
                text,
                Map.of("In-Reply-To", letter.header("Message-ID"), "References", letter.header("Message-ID")));
    }

    /** Its words, lines that were folded for the way put together again; only letters without accents are as they are. */
    private static String said(Letter letter) {
        return letter.raw().replaceAll("=\\r?\\n", "");
    }

    private static String replyTo(Letter letter) {
        return letter.header("Reply-To").replaceAll(".*<|>.*", "");
    }
}
