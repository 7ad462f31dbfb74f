package org.relais.intake.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that this installation made for itself, and what is derived from it. It outlives a change of master key. */
public final class InstallationSecret {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public InstallationSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** 32 bytes that only this installation can compute. Purpose and parts can't run into each other. */
    public byte[] derive(String purpose, String... parts) {
        Mac mac = mac();
        feed(mac, purpose.getBytes(StandardCharsets.UTF_8));
        for (String part : parts) {
            feed(mac, part.getBytes(StandardCharsets.UTF_8));
        }
        return mac.doFinal();
    }

    private static void feed(Mac mac, byte[] part) {
        mac.update((byte) (part.length >>> 24));
        mac.update((byte) (part.length >>> 16));
        mac.update((byte) (part.length >>> 8));
        mac.update((byte) part.length);
        mac.update(part);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " must be available", impossible);
        }
    }
}
