package org.relais.routing.cases;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.digest.Digests;

/** Tells a repeated command from another one under the same id, without keeping its words. */
public final class Fingerprint {

    private static final String SEPARATOR = "\u001f";

    private Fingerprint() {}

    public static String of(@Nullable Object... parts) {
        String content = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        return Digests.sha256Hex(content);
    }
}
