package org.relais.routing.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells a repeated command from another one under the same id, without keeping its words. */
public final class Fingerprint {

    private static final String SEPARATOR = "\u001f";

    private Fingerprint() {}

    public static String of(@Nullable Object... parts) {
        String content = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
