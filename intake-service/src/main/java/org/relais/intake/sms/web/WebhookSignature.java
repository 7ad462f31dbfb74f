package org.relais.intake.sms.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.relais.platform.digest.Digests;

/** Standard Webhooks' signature: HMAC-SHA256 of {@code id.timestamp.body}, one of several in the header being enough. */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";

    private final byte[] key;
    private final Duration tolerance;

    WebhookSignature(String secret, Duration tolerance) {
        String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        this.key = Base64.getDecoder().decode(base64.strip());
        if (key.length == 0) {
            throw new IllegalArgumentException("relais.sms.webhook-secret is empty");
        }
        this.tolerance = tolerance;
    }

    boolean isGood(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body, Instant now) {
        if (id == null || timestamp == null || signatures == null || !isRecent(timestamp, now)) {
            return false;
        }
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(sign(id, timestamp, body)))
                .getBytes(StandardCharsets.US_ASCII);
        boolean good = false;
        for (String given : signatures.split(" ")) {
            good |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.US_ASCII));
        }
        return good;
    }

    private boolean isRecent(String timestamp, Instant now) {
        try {
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
            return age.abs().compareTo(tolerance) <= 0;
        } catch (RuntimeException notATime) {
            return false;
        }
    }

    private byte[] sign(String id, String timestamp, byte[] body) {
        Mac mac = Digests.hmac(key);
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }
}
