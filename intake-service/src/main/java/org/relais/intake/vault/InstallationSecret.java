package org.relais.intake.vault;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import org.relais.platform.digest.Digests;

/** A secret that this installation made for itself, and what is derived from it. It outlives a change of master key. */
public final class InstallationSecret {

    private final byte[] key;

    public InstallationSecret(byte[] key) {
        this.key = key.clone();
    }

    /** 32 bytes that only this installation can compute. Purpose and parts can't run into each other. */
    public byte[] derive(String purpose, String... parts) {
        Mac mac = Digests.hmac(key);
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
}
