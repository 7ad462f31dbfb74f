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
                        line.startsWith("EHLO")
                                ? "250-ready\r\n250 AUTH PLAIN"
                                : line.startsWith("AUTH") ? answerToCredentials : "221 bye");
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
