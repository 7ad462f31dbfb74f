package org.relais.intake.mail;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactRefusal;

/**
 * Which mails open nothing and are answered by nothing: those that no person wrote to us (RFC 3834). Each check is a named
 * function that lets a mail pass or says why not.
 */
final class Screening {

    private static final Set<String> FOR_MANY = Set.of("bulk", "list");
    private static final Set<String> FROM_MACHINES = Set.of("junk", "auto_reply", "auto-reply");
    private static final List<String> AUTO_REPLY_HEADERS =
            List.of("x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply", "x-auto-response");
    private static final List<String> LIST_HEADERS = List.of("list-id", "list-post", "mailing-list", "x-mailing-list");
    private static final Set<String> BOUNCERS =
            Set.of("mailer-daemon", "postmaster", "mail-daemon", "bounce", "bounces");
    private static final Pattern NOBODY = Pattern.compile(
            "(?:no-?reply|do-?not-?reply|donotreply|ne-?pas-?repondre|nepasrepondre|noreponse)(?:[-+._].*)?");
    private static final Pattern OUT_OF_OFFICE = Pattern.compile(
            "^\\s*(?:réponse automatique|reponse automatique|automatic reply|auto-?reply|autoreply|out of (?:the"
                    + " )?office|absence du bureau|absent du bureau|message d.absence"
                    // Alone it may be a car.
                    + "|auto ?:.*(?:absen|out of|office|bureau|congé|vacation|holiday|leave|away|retour))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern CALENDAR_ANSWER = Pattern.compile("method\\s*=\\s*\"?(?:reply|counter|cancel)");

    private final MailAddress own;

    Screening(MailAddress own) {
        this.own = own;
    }

    /** Why the mail opens nothing; empty where a person may have written it. */
    Optional<ContactRefusal> objection(ReceivedMail mail) {
        return Stream.<Function<ReceivedMail, @Nullable ContactRefusal>>of(
                        this::ourOwn,
                        Screening::nullReturnPath,
                        Screening::report,
                        Screening::declaredAutomatic,
                        Screening::precedence,
                        Screening::answerNotWanted,
                        Screening::autoReplyHeader,
                        Screening::toAList,
                        Screening::fromNobody,
                        Screening::outOfOffice,
                        Screening::calendarAnswer)
                .map(check -> check.apply(mail))
                .filter(Objects::nonNull)
                .map(ContactRefusal.class::cast)
                .findFirst();
    }

    private @Nullable ContactRefusal ourOwn(ReceivedMail mail) {
        ReceivedMail.Sender from = mail.from();
        return from != null && own.isOurs(from.address()) ? ContactRefusal.LOOP : null;
    }

    private static @Nullable ContactRefusal nullReturnPath(ReceivedMail mail) {
        return mail.all("return-path").stream().anyMatch(path -> path.strip().equals("<>"))
                ? ContactRefusal.BOUNCE
                : null;
    }

    private static @Nullable ContactRefusal report(ReceivedMail mail) {
        if (!mail.contentType().equals("multipart/report")) {
            return null;
        }
        boolean receipt = mail.first("content-type")
                .map(Screening::lower)
                .filter(type -> type.contains("disposition-notification"))
                .isPresent();
        return receipt ? ContactRefusal.AUTOMATIC : ContactRefusal.BOUNCE;
    }

    private static @Nullable ContactRefusal declaredAutomatic(ReceivedMail mail) {
        return mail.all("auto-submitted").stream()
                        .map(value -> lower(value).split("[;(\\s]", 2)[0])
                        .anyMatch(value -> !value.isEmpty() && !value.equals("no"))
                ? ContactRefusal.AUTOMATIC
                : null;
    }

    private static @Nullable ContactRefusal precedence(ReceivedMail mail) {
        for (String value : mail.all("precedence")) {
            String word = lower(value);
            if (FOR_MANY.contains(word)) {
                return ContactRefusal.LIST;
            }
            if (FROM_MACHINES.contains(word)) {
                return ContactRefusal.AUTOMATIC;
            }
        }
        return null;
    }

    private static @Nullable ContactRefusal answerNotWanted(ReceivedMail mail) {
        return mail.all("x-auto-response-suppress").stream()
                        .map(Screening::lower)
                        .anyMatch(value -> !value.isEmpty() && !value.equals("none"))
                ? ContactRefusal.AUTOMATIC
                : null;
    }

    private static @Nullable ContactRefusal autoReplyHeader(ReceivedMail mail) {
        return AUTO_REPLY_HEADERS.stream().anyMatch(mail::has) ? ContactRefusal.AUTOMATIC : null;
    }

    private static @Nullable ContactRefusal toAList(ReceivedMail mail) {
        return LIST_HEADERS.stream().anyMatch(mail::has) ? ContactRefusal.LIST : null;
    }

    private static @Nullable ContactRefusal fromNobody(ReceivedMail mail) {
        ReceivedMail.Sender from = mail.from();
        if (from == null) {
            return null;
        }
        if (BOUNCERS.contains(from.localPart())) {
            return ContactRefusal.BOUNCE;
        }
        return NOBODY.matcher(from.localPart()).matches() ? ContactRefusal.AUTOMATIC : null;
    }

    private static @Nullable ContactRefusal outOfOffice(ReceivedMail mail) {
        return OUT_OF_OFFICE.matcher(mail.subject()).find() ? ContactRefusal.AUTOMATIC : null;
    }

    private static @Nullable ContactRefusal calendarAnswer(ReceivedMail mail) {
        return mail.contentType().equals("text/calendar")
                        && mail.first("content-type")
                                .map(Screening::lower)
                                .filter(type -> CALENDAR_ANSWER.matcher(type).find())
                                .isPresent()
                ? ContactRefusal.AUTOMATIC
                : null;
    }

    private static String lower(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
