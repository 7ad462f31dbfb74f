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
import org.relais.notification.delivery.Mail;
import org.relais.notification.delivery.Mailer;
import org.relais.notification.template.RenderedMail;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpMailerTest {

    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aServerThatRefusesOurCredentialsWasReached() {
        Thread.ofVirtual().start(this::refuseCredentials);
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(server.getLocalPort());
        settings.setUsername("relais");
        settings.setPassword("wrong");
        settings.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
        settings.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");

        Mailer.Result result = new SmtpMailer(settings, new MailSettings("us@town.example", null, "town.example"))
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

        assertThat(result).isEqualTo(new Mailer.Result.NotTaken(535));
    }

    private void refuseCredentials() {
        try (Socket client = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = client.getOutputStream();
            say(out, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(
                        out,
                        line.startsWith("EHLO")
                                ? "250-ready\r\n250 AUTH PLAIN"
                                : line.startsWith("AUTH") ? "535 no" : "221 bye");
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
