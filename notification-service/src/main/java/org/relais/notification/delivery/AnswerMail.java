package org.relais.notification.delivery;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.notification.template.RenderedMail;
import org.relais.notification.territory.Territories;
import org.relais.notification.territory.Territory;
import org.relais.platform.identifier.Identifiers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Answers somebody of whose mail no request came: there is nothing to follow, and nothing of it is stored here. */
@Component
public class AnswerMail {

    private static final List<String> PARAGRAPHS = List.of("first", "what", "then", "how", "once");

    private final Mailer mailer;
    private final ObjectProvider<MailObserver> observers;
    private final Territories territories;
    private final Identifiers identifiers;
    private final String publicUrl;

    AnswerMail(
            Mailer mailer,
            ObjectProvider<MailObserver> observers,
            Territories territories,
            Identifiers identifiers,
            @Value("${relais.public-url}") String publicUrl) {
        this.mailer = mailer;
        this.observers = observers;
        this.territories = territories;
        this.identifiers = identifiers;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** What became of an answer. */
    public enum Result {
        /** It left, or may have; or it never will. */
        DONE,
        /** It did not leave. */
        NOT_SENT
    }

    /**
     * Tells that they wrote too often.
     *
     * @param inThread Message-ID of their mail; null where it has none
     */
    public Result tooMany(
            String jurisdictionId, String address, String language, @Nullable String inThread, Instant now) {
        Optional<Territory> territory = territories.find(jurisdictionId);
        if (territory.isEmpty()) {
            return Result.NOT_SENT;
        }
        String written = language.startsWith("en") ? "en" : "fr";
        Mail mail = new Mail(
                identifiers.next().toString(),
                null,
                address,
                null,
                inThread,
                Territory.in(territory.get().name(), written),
                now,
                written,
                words("too_many", written));
        return switch (mailer.send(mail)) {
            case Mailer.Result.Accepted _ -> {
                observers.orderedStream().forEach(observer -> observer.left(mail));
                yield Result.DONE;
            }
            case Mailer.Result.Refused _, Mailer.Result.Unknown _ -> Result.DONE;
            case Mailer.Result.NotTaken _ -> Result.NOT_SENT;
        };
    }

    private RenderedMail words(String kind, String language) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "answers.mail",
                Locale.forLanguageTag(language),
                AnswerMail.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String subject = texts.getString(kind + ".subject");
        List<String> paragraphs = PARAGRAPHS.stream()
                .map(part -> MessageFormat.format(texts.getString(kind + "." + part), publicUrl))
                .toList();
        String html = paragraphs.stream()
                .map(paragraph -> "<p>" + HtmlUtils.htmlEscape(paragraph, "UTF-8") + "</p>")
                .collect(Collectors.joining("\n"));
        return new RenderedMail(subject, String.join("\n\n", paragraphs) + "\n", """
            <!DOCTYPE html>
            <html lang="%s"><head><meta charset="utf-8"><title>%s</title></head><body>
            %s
            </body></html>
            """.formatted(
                        language, HtmlUtils.htmlEscape(subject, "UTF-8"), html));
    }
}
