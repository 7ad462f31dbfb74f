package org.relais.notification.delivery.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.util.StreamProvider;
import java.io.UnsupportedEncodingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.Ending.FailureReason;
import org.relais.notification.delivery.Mail;
import org.relais.notification.delivery.Mailer;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands mails to the configured mail server, one connection each. */
@Component
class SmtpMailer implements Mailer {

    static {
        // Named, it is not searched for in every jar with each part of each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    /** Answer to credentials that are wrong (RFC 4954). */
    private static final int NOT_AUTHENTICATED = 535;

    /** The library gives some of the server's answers in words alone: to its greeting, to who we are, and to credentials. */
    private static final Pattern TOLD = Pattern.compile("(?:^|, response: )([45]\\d\\d)\\b");

    /** Answers that are about who sends, by their enhanced status (RFC 3463): a policy, or a sender's address that it won't have. */
    private static final Pattern ABOUT_US = Pattern.compile("^\\s*5\\d\\d[ -]5\\.(?:7\\.\\d+|1\\.[78])\\b");

    /** What the library says where the connection ended instead of an answer. */
    private static final String END_OF_CONNECTION = "[EOF]";

    private final JavaMailSenderImpl server;
    private final MailSettings settings;

    SmtpMailer(JavaMailSenderImpl server, MailSettings settings) {
        this.server = server;
        this.settings = settings;
        server.getJavaMailProperties().setProperty("mail.smtp.localhost", settings.domain());
        server.getJavaMailProperties().setProperty("mail.smtp.from", settings.from());
    }

    @Override
    public Result send(Mail mail) {
        InternetAddress to;
        try {
            to = new InternetAddress(mail.to(), true);
        } catch (AddressException invalid) {
            return new Result.Refused(FailureReason.ADDRESS_INVALID, 0);
        }
        return send(mail, to);
    }

    private Result send(Mail mail, InternetAddress to) {
        OutgoingMessage message = null;
        boolean accepted = false;
        Session session = server.getSession();
        try (Transport transport = session.getTransport("smtp")) {
            message = new OutgoingMessage(session, mail, settings, to);
            transport.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
            transport.sendMessage(message, new InternetAddress[] {to});
            accepted = true;
        } catch (MessagingException | UnsupportedEncodingException | RuntimeException failure) {
            // A goodbye that fails takes nothing back.
            return accepted ? new Result.Accepted() : result(failure, message);
        }
        return new Result.Accepted();
    }

    private static Result result(Exception failure, @Nullable OutgoingMessage message) {
        if (failure instanceof AuthenticationFailedException refusal) {
            return new Result.NotTaken(told(failure).orElse(brokeOff(refusal) ? 0 : NOT_AUTHENTICATED));
        }
        for (Exception cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address && address.getReturnCode() > 0) {
                return answered(address.getReturnCode(), whyNotFor(address));
            }
            if (cause instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                // A refusal before the content is about us (sender, authentication, policy) and can be put right.
                return message != null && message.handedOver()
                        ? answered(send.getReturnCode(), FailureReason.MESSAGE_REFUSED)
                        : new Result.NotTaken(send.getReturnCode());
            }
        }
        return message != null && message.handedOver()
                ? new Result.Unknown()
                : new Result.NotTaken(told(failure).orElse(0));
    }

    /** Postfix, for one, says at the recipient what it has against the sender. */
    private static FailureReason whyNotFor(SMTPAddressFailedException refusal) {
        String message = refusal.getMessage();
        return message != null && ABOUT_US.matcher(message).find()
                ? FailureReason.POLICY_REFUSED
                : FailureReason.ADDRESS_REFUSED;
    }

    private static Optional<Integer> told(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .map(TOLD::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)));
    }

    /** The library takes whatever goes wrong while credentials are asked for a refusal of them. */
    private static boolean brokeOff(AuthenticationFailedException refusal) {
        String message = refusal.getMessage();
        return refusal.getNextException() != null
                || message == null
                || message.isBlank()
                || message.strip().equals(END_OF_CONNECTION);
    }

    private static Result answered(int code, FailureReason reason) {
        return code >= 500 && code < 600 ? new Result.Refused(reason, code) : new Result.NotTaken(code);
    }

    private static @Nullable Exception next(Exception exception) {
        return exception instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
