package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedMail;

/** An import of a whole town's requests doesn't fill the launcher with mail. */
class NewestMailsIT {

    private static final String READER = "demandes@valmont.example";

    @Test
    void theNewestStayAndTheMailboxesOfTheOthersGo() {
        try (EmbeddedMail mail = EmbeddedMail.start()) {
            NewestMails.keep(mail.greenMail(), READER, new NewestMails.Bounds(100, 1_000_000));

            send(mail, READER, "unread", "x");
            IntStream.range(0, 300).forEach(number -> send(mail, "person" + number + "@people.example", number, "x"));

            List<String> kept = subjects(mail.greenMail());
            assertThat(kept).hasSizeBetween(100, 112).contains("unread");
            assertThat(kept)
                    .containsAll(IntStream.range(200, 300)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(mail.greenMail().getUserManager().listUser()).hasSizeLessThan(130);
        }
    }

    @Test
    void largeMailsPushOutMore() {
        try (EmbeddedMail mail = EmbeddedMail.start()) {
            NewestMails.keep(mail.greenMail(), READER, new NewestMails.Bounds(100, 1_000_000));

            IntStream.range(0, 40)
                    .forEach(number -> send(mail, "person@people.example", number, "0123456789\n".repeat(20_000)));

            assertThat(subjects(mail.greenMail())).hasSizeBetween(4, 5).contains("39");
        }
    }

    @Test
    void whoLostTheirMailboxGetsMailAgain() {
        try (EmbeddedMail mail = EmbeddedMail.start()) {
            NewestMails.keep(mail.greenMail(), READER, new NewestMails.Bounds(20, 1_000_000));

            send(mail, "first@people.example", "old", "x");
            IntStream.range(0, 60).forEach(number -> send(mail, "person" + number + "@people.example", number, "x"));
            assertThat(mail.greenMail().getUserManager().getUserByEmail("first@people.example"))
                    .isNull();
            send(mail, "first@people.example", "new", "x");

            assertThat(subjects(mail.greenMail())).contains("new").doesNotContain("old");
        }
    }

    private static void send(EmbeddedMail mail, String to, Object subject, String text) {
        GreenMailUtil.sendTextEmail(
                to,
                "mairie@valmont.example",
                subject.toString(),
                text,
                new ServerSetup(mail.smtpPort(), mail.host(), ServerSetup.PROTOCOL_SMTP));
    }

    private static List<String> subjects(GreenMail server) {
        return Arrays.stream(server.getReceivedMessages())
                .map(NewestMailsIT::subject)
                .toList();
    }

    private static String subject(Message mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
