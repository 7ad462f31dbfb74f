package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.relais.intake.pages.DraftKey;
import org.springframework.stereotype.Component;

/** The key of a person's draft, in a cookie that only the filing pages see. */
@Component
class DraftCookies {

    private static final String PATH = "/demande";
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    Optional<DraftKey> key(HttpServletRequest request) {
        return Optional.ofNullable(PageCookies.value(request, PageCookies.DRAFT))
                .flatMap(DraftKey::parse);
    }

    DraftKey newKey() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new DraftKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    void set(DraftKey key, HttpServletRequest request, HttpServletResponse response) {
        PageCookies.set(request, response, PageCookies.DRAFT, key.value(), PATH, LIFE);
    }

    void remove(HttpServletRequest request, HttpServletResponse response) {
        PageCookies.remove(request, response, PageCookies.DRAFT, PATH);
    }
}
