package org.relais.intake.filing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** What lets a person act on their own request. Derived when asked for, never stored. */
public final class EditToken {

    private static final int BYTES = 24;

    private final String value;

    private EditToken(String value) {
        this.value = value;
    }

    static EditToken ofBits(byte[] bits) {
        return new EditToken(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bits, BYTES)));
    }

    public String value() {
        return value;
    }

    /** Takes the same time however much of it is right. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "EditToken[]";
    }
}
