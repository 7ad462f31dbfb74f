package org.relais.notification.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Mail;
import org.relais.notification.delivery.Mailer;
import org.relais.notification.template.RenderedMail;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpMailerTest {

    private static final String HANG_UP = "";

    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"535 no, 535", "454 later, 454", "535 5.7.8 wrong, 535"})
    void aServerThatRefusesOurCredentialsWasReached(String answer, int code) {
        Thread.ofVirtual().start(() -> talk("220 ready", answer));

        assertThat(send()).isEqualTo(new Mailer.Result.NotTaken(code));
    }

    @ParameterizedTest
    @CsvSource({"554 go away, 554", "421 later, 421"})
    void aServerThatGreetsNobodyWasReached(String greeting, int code) {
        Thread.ofVirtual().start(() -> talk(greeting, "235 welcome"));

        assertThat(send()).isEqualTo(new Mailer.Result.NotTaken(code));
    }

    @Test
    void aServerThatHangsUpAtOurCredentialsHasNotRefusedThem() {
        Thread.ofVirtual().start(() -> talk("220 ready", HANG_UP));

        assertThat(send()).isEqualTo(new Mailer.Result.NotTaken(0));
    }

    @Test
    void aServerThatIsNotThereWasNot() throws IOException {
        server.close();

        assertThat(send()).isEqualTo(new Mailer.Result.NotTaken(0));
    }

    /** Postfix says all of it at the recipient, what it has against the sender too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        550 no such user                                          | 550 | ADDRESS_REFUSED
        550 5.1.1 <ada@people.example>: User unknown              | 550 | ADDRESS_REFUSED
        550 5.2.1 The mailbox is disabled                         | 550 | ADDRESS_REFUSED
        550 5.1.10 RESOLVER.ADR.RecipientNotFound                 | 550 | ADDRESS_REFUSED
        554 5.7.1 <ada@people.example>: Relay access denied       | 554 | POLICY_REFUSED
        550-5.7.26 Unauthenticated sender                         | 550 | POLICY_REFUSED
        550 5.1.8 <us@town.example>: Sender address rejected      | 550 | POLICY_REFUSED
        550 no such user, see 5.7.1                               | 550 | ADDRESS_REFUSED
        """)
    void aRecipientThatIsRefusedForGoodIsToldFromASenderThatIs(String answer, int code, FailureReason reason) {
        String whole = answer.replaceFirst("^(\\d+)-(.*)", "$1-$2\r\n$1 $2");
        Thread.ofVirtual().start(() -> talk("220 ready", "235 welcome", whole));

        assertThat(send()).isEqualTo(new Mailer.Result.Refused(reason, code));
    }

    /** As a greylist does, and Postfix too where it won't relay. */
    @Test
    void aPolicyThatMayChangeIsWaitedFor() {
        Thread.ofVirtual().start(() -> talk("220 ready", "235 welcome", "454 4.7.1 Relay access denied"));

        assertThat(send()).isEqualTo(new Mailer.Result.NotTaken(454));
    }

    private Mailer.Result send() {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(server.getLocalPort());
        settings.setUsername("relais");
        settings.setPassword("wrong");
        settings.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
        settings.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");
        return new SmtpMailer(settings, new MailSettings("us@town.example", null, "town.example"))
                .send(new Mail(
                        "0197a0b2-7c1e-7d3f-8a4b-5c6d7e8f9a0b",
                        null,
                        "ada@people.example",
                        null,
                        null,
                        "Town",
                        Instant.EPOCH,
                        "en",
                        new RenderedMail("Subject", "Text", "<p>Text</p>")));
    }

    private void talk(String greeting, String answerToCredentials) {
        talk(greeting, answerToCredentials, "250 ok");
    }

    private void talk(String greeting, String answerToCredentials, String answerToRecipient) {
        try (Socket client = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = client.getOutputStream();
            say(out, greeting);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("AUTH") && answerToCredentials.equals(HANG_UP)) {
                    return;
                }
                say(
                        out,
                        switch (line.substring(0, 4)) {
                            case "EHLO" -> "250-ready\r\n250 AUTH PLAIN";
                            case "AUTH" -> answerToCredentials;
                            case "MAIL" -> "250 ok";
                            case "RCPT" -> answerToRecipient;
                            default -> "221 bye";
                        });
            }
        } catch (IOException hungUp) {
            // So do we.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
