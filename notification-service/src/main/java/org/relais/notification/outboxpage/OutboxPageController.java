package org.relais.notification.outboxpage;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.relais.notification.outboxpage.SentMails.SentMail;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

@Controller
@ConditionalOnBooleanProperty("relais.notification.outbox-page")
class OutboxPageController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final SentMails mails;

    OutboxPageController(SentMails mails) {
        this.mails = mails;
    }

    @GetMapping("/")
    String list(Model model, Locale locale) {
        List<Row> rows = mails.all().stream().map(sent -> Row.of(sent, locale)).toList();
        model.addAttribute("mails", rows);
        model.addAttribute("language", locale.getLanguage());
        return "outbox";
    }

    @GetMapping("/outbox/{deliveryId}")
    String message(@PathVariable String deliveryId, Model model, Locale locale) {
        SentMail sent = find(deliveryId);
        model.addAttribute("mail", Row.of(sent, locale));
        model.addAttribute("text", sent.mail().content().text());
        model.addAttribute("language", locale.getLanguage());
        return "message";
    }

    /** The mail's HTML, in a frame that may neither run, nor load, nor navigate anything. */
    @GetMapping("/outbox/{deliveryId}/html")
    ResponseEntity<String> html(@PathVariable String deliveryId) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
                .body(find(deliveryId).mail().content().html());
    }

    private SentMail find(String deliveryId) {
        return mails.find(deliveryId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A mail as the page shows it. */
    record Row(String deliveryId, String to, String subject, String language, String at, String isoAt) {

        static Row of(SentMail sent, Locale locale) {
            return new Row(
                    sent.mail().deliveryId(),
                    sent.mail().to(),
                    sent.mail().content().subject(),
                    sent.mail().language(),
                    DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                            .withLocale(locale)
                            .withZone(ZONE)
                            .format(sent.at()),
                    sent.at().toString());
        }

        @Override
        public String toString() {
            return "Row[deliveryId=" + deliveryId + "]";
        }
    }
}
