package org.relais.intake.messenger.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.relais.intake.messenger.web.MessengerSettings.Provider;
import org.relais.platform.digest.Digests;

/** Whether a call comes from whom it must come from. */
final class Proof {

    private static final String PREFIX = "sha256=";

    private Proof() {}

    static boolean isGood(HttpServletRequest request, byte[] body, Provider provider) {
        String secret = Objects.requireNonNull(provider.secret());
        return switch (provider.kind()) {
            case TELEGRAM -> equal(secret, request.getHeader("X-Telegram-Bot-Api-Secret-Token"));
            case WHATSAPP, PLAIN -> equal(PREFIX + hmac(secret, body), request.getHeader("X-Hub-Signature-256"));
        };
    }

    /** In a time that tells nothing of where they differ. */
    static boolean equal(@Nullable String expected, @Nullable String given) {
        return expected != null
                && given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, byte[] body) {
        return HexFormat.of().formatHex(Digests.hmac(secret.getBytes(StandardCharsets.UTF_8), body));
    }
}
