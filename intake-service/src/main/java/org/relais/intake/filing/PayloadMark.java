package org.relais.intake.filing;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells one payload from another, without saying what stands in it. */
public final class PayloadMark {

    private final byte[] bytes;

    public PayloadMark(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PayloadMark mark && MessageDigest.isEqual(bytes, mark.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
